/* SPDX-License-Identifier: GPL-2.0 */
/* Two CPUs have page faults; a model of one's own on the small Linux. */
#include <pincer.h>
#include <mm/counter.c>

threads(fault, 2)
{
	count_fault();
}

finally faults_are_counted(void)
{
	return nr_faults.counter == 2;
}
