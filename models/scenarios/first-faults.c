/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs of one process are the first to touch its memory, and touch the same page.
 *
 * Faults hold mmap_lock for reading only, so there may be several that find neither an entry nor an anon_vma.  Each of them makes
 * what is missing, then takes a lock and looks again; who comes late gives back what he has made.
 *
 * domain:  N-11; I7, I2 between the threads of a process
 * threads: NR_CPUS CPUs that write to the page
 * large:   -DNR_CPUS=5 --no-reduction: 64 582 540 states
 */
#include <pincer.h>

#ifndef NR_CPUS
#define NR_CPUS 2
#endif
#define NR_ANON_VMAS NR_CPUS
#define NR_PAGES NR_CPUS
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/memory.c>

#define process (&mms[0])

enum { BY_CPU = 1 };

static ghost bool written;

threads(touch, NR_CPUS)
{
	if (!user_write(process, 0, 0, BY_CPU))
		written = true;
}

/* I2: what is written stays. */
invariant written_value_stays(void)
{
	return !written || (follow(process, 0) && follow(process, 0)->content.cpu == BY_CPU);
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up();
}

/* I7: a page that is mapped belongs to the anon_vma that the VMA had then; there must be no other. */
finally no_anon_vma_is_leaked(void)
{
	int count = 0;

	for (int i = 0; i < NR_ANON_VMAS; i++)
		count += anon_vmas[i].allocated;
	return count == 1 && process->mmap.anon_vma && process->mmap.anon_vma->allocated;
}

#if NR_CPUS > 1
witness two_find_no_anon_vma(void)
{
	return anon_vmas[0].allocated && anon_vmas[1].allocated;
}

witness who_allocates_first_comes_late(void)
{
	return process->mmap.anon_vma == &anon_vmas[1] && !anon_vmas[0].allocated;
}

witness two_find_no_entry(void)
{
	return mem_map[0].allocated && mem_map[1].allocated;
}

witness page_is_given_back(void)
{
	return follow(process, 0) == &mem_map[1] && !mem_map[0].allocated;
}
#endif
