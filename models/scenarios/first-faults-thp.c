/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs of one process are the first to touch its memory, where there is no page table yet.
 *
 * Where there may be huge pages a page table comes with the first fault.  Faults that find none make one each, and look again under the
 * lock of the PMD: who comes late frees his own, and uses the other one.
 *
 * domain:  N-11; I7, I2 between the threads of a process
 * threads: as first-faults.c
 * large:   -DNR_CPUS=3 -DNR_PTES=6 --no-reduction: 15 109 155 states
 */
#define HUGE
#include "first-faults.c"
