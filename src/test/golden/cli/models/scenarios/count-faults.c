/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Faults on several CPUs at once.
 */
#include <pincer.h>

#ifndef NR_CPUS
#define NR_CPUS 2
#endif

#include <mm/counter.c>

threads(fault, NR_CPUS)
{
	count_fault();
}

/* Each fault counts once. */
finally faults_are_counted(void)
{
	return nr_faults.counter == NR_CPUS;
}

invariant count_is_not_negative(void)
{
	return nr_faults.counter >= 0;
}

witness both_are_counted(void)
{
	return nr_faults.counter == NR_CPUS;
}

/* Vacuous: count_is_not_negative: nobody ever counts down. */
