/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A lost update: two CPUs count page faults.
 *
 * Each access to shared memory is a step, and between two steps any CPU may go on.  `nr++` is two: a load and a store.
 */
#include <pincer.h>

static int nr_faults;

threads(fault, 2)
{
#ifdef FIXED
	rmw(relaxed) { nr_faults++; }		/* as atomic_inc() */
#else
	int nr = load(&nr_faults, relaxed);	/* as atomic_read() */

	store(&nr_faults, nr + 1, relaxed);	/* as atomic_set() */
#endif
}

/* No fault is forgotten. */
finally every_fault_is_counted(void)
{
	return nr_faults == 2;
}
