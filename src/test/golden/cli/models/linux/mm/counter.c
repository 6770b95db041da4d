/* SPDX-License-Identifier: GPL-2.0 */
/* Counts page faults. */
#include <linux/atomic.h>

static atomic_t nr_faults;

void count_fault(void)
{
	int nr = atomic_read(&nr_faults);

	atomic_set(&nr_faults, nr + 1);
}
