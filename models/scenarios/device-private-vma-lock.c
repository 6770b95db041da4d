/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs touch a page in the memory of a device, and their faults lock the VMA in place of the address space.
 *
 * The driver counts on mmap_lock, so such a fault begins again with it.
 *
 * Since:   0bff0aaea03e
 * domain:  system G; G-7; I6, I7, I8, I9
 * threads: as device-private-fault.c
 * large:   -DNR_FAULTERS=4 --no-reduction: 27 857 292 states
 */
#define CONFIG_PER_VMA_LOCK
#include "device-private-fault.c"

/* Vacuous: nobody_is_killed: there is memory, and a move that fails is tried again. */

witness driver_is_called_with_mmap_lock(void)
{
	return nr_migrating && process->mmap_lock.readers;
}

witness one_fault_locks_the_vma_and_one_mmap(void)
{
	return process->vm_lock.readers && process->mmap_lock.readers;
}
