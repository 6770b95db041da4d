/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs of one process are the first to touch its memory, and touch the same page.
 *
 * Faults hold mmap_lock for reading only, so there may be several that find neither an entry nor an anon_vma.  Each of them makes
 * what is missing, then takes a lock and looks again; who comes late gives back what he has made.
 *
 * domain:  N-11; I7, I2 between the threads of a process
 * threads: NR_CPUS CPUs that write to the page, or each to one of NR_PTES
 * large:   -DNR_CPUS=5 --no-reduction: 64 582 540 states
 */
#include <pincer.h>

#ifndef NR_CPUS
#define NR_CPUS 2
#endif
#ifndef NR_PTES
#define NR_PTES 1
#endif
#if NR_PTES > 1
#define ADDRESS choose(NR_PTES)			/* to which a CPU writes */
#else
#define ADDRESS 0
#endif
#ifdef HUGE					/* there may be huge pages, and there is no page table */
#define CONFIG_TRANSPARENT_HUGEPAGE
#define NR_PGTABLES NR_CPUS
#else
#define NR_ANON_VMAS NR_CPUS
#endif
#define NR_PAGES NR_CPUS
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/memory.c>

#define process (&mms[0])

enum { BY_CPU = 1 };

static ghost bool written[NR_PTES];

threads(touch, NR_CPUS)
{
	unsigned long address = ADDRESS;

	if (!user_write(process, 0, address, BY_CPU))
		written[address] = true;
}

/* I2: what is written stays. */
invariant written_value_stays(void)
{
	for (int i = 0; i < NR_PTES; i++)
		if (written[i] && (!follow(process, i) || follow(process, i)->content.cpu != BY_CPU))
			return false;
	return true;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up();
}

#ifdef HUGE

/* I7: a page table that is in no PMD is free. */
finally no_page_table_is_leaked(void)
{
	return page_tables_add_up();
}

#else

/* I7: a page that is mapped belongs to the anon_vma that the VMA had then; there must be no other. */
finally no_anon_vma_is_leaked(void)
{
	int count = 0;

	for (int i = 0; i < NR_ANON_VMAS; i++)
		count += anon_vmas[i].allocated;
	return count == 1 && process->mmap.anon_vma && process->mmap.anon_vma->allocated;
}

#endif

#if NR_CPUS > 1

#ifdef HUGE

witness two_find_no_page_table(void)
{
	return page_tables[0].allocated && page_tables[1].allocated;
}

witness who_allocates_first_comes_late(void)
{
	return process->pmd.present && process->pmd.pfn == 1 && !page_tables[0].allocated;
}

#else

witness two_find_no_anon_vma(void)
{
	return anon_vmas[0].allocated && anon_vmas[1].allocated;
}

witness who_allocates_first_comes_late(void)
{
	return process->mmap.anon_vma == &anon_vmas[1] && !anon_vmas[0].allocated;
}

#endif

witness two_find_no_entry(void)
{
	return mem_map[0].allocated && mem_map[1].allocated;
}

witness page_is_given_back(void)
{
	return follow(process, 0) == &mem_map[1] && !mem_map[0].allocated;
}
#endif
