/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MADV_DONTNEED, while another thread of the process has just written to the page, and somebody who gets the page next.
 *
 * The entry is gone, but the CPU of that thread keeps the translation until it is told to forget it.  So the page is put behind the
 * flush: if it were put before, the thread would go on writing to what is free, or to what the next owner has there.
 *
 * domain:  N-12; I3, I7
 * threads: NR_WRITERS that write twice, by turns on one CPU; one that drops the page; another process, which needs one
 * large:   -DNR_WRITERS=3 --no-reduction: 25 634 070 states
 */
#include <pincer.h>

#define NR_TLBS 2
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_WRITERS)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/memory.c>

#define process (&mms[0])
#define other (&mms[1])

enum { BY_PROCESS = 1, BY_OTHER = 2 };

initial page_is_mapped(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
}

threads(write, NR_WRITERS)
{
	user_write(process, 0, 0, BY_PROCESS);
	user_write(process, 0, 0, BY_PROCESS);
}

thread drop(void)
{
	mmap_read_lock(process);
	zap_page_range(process, 0, NR_PTES);
	mmap_read_unlock(process);
}

thread other_process(void)
{
	user_write(other, 1, 0, BY_OTHER);
}

/* I3 */
invariant other_process_is_isolated(void)
{
	return !follow(other, 0) || follow(other, 0)->content.cpu != BY_PROCESS;
}

/* I7: who has a translation of a page may use it at any time. */
invariant translated_page_is_not_free(void)
{
	for (int cpu = 0; cpu < NR_TLBS; cpu++)
		if (process->tlb[cpu][0].present && !mem_map[process->tlb[cpu][0].pfn].allocated)
			return false;
	return true;
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness translation_outlives_the_entry(void)
{
	return process->tlb[0][0].present && pte_none(process->pte[0]);
}

witness page_is_used_again(void)
{
	return mem_map[0].owner == other;
}
