/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moving a page, while a CPU that keeps translations goes on writing to it.
 *
 * The mover clears the entry and flushes before it copies: what the CPU writes by its old translation is there to be copied, and
 * what it writes later waits for the new entry.  Without the flush a write goes to the old page behind the copy, and is lost.
 *
 * domain:  N-12; I2, I7
 * threads: NR_WRITERS that write twice, by turns on one CPU; compaction, which moves the page
 * large:   -DNR_WRITERS=4 --no-reduction: 118 006 171 states
 */
#include <pincer.h>

#define NR_TLBS 1
#define NR_MMS 1
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_WRITERS)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/memory.c>

#define process (&mms[0])

enum { FIRST = 1, LAST = 2 };

static ghost bool moved;

initial page_is_mapped(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
}

threads(write, NR_WRITERS)
{
	user_write(process, 0, 0, FIRST);
	user_write(process, 0, 0, LAST);
}

thread compact(void)
{
	struct page *page = pfn_to_page(0);

	if (!isolate_migratepages_block(page))
		return;
	if (migrate_pages(page) == MIGRATEPAGE_SUCCESS)
		moved = true;
	else
		putback_lru_page(page);
}

/* I2: what was written last is there. */
finally last_write_is_there(void)
{
	return follow(process, 0)->content.cpu == LAST;
}

/* I7: who has a translation of a page may use it at any time. */
invariant translated_page_is_not_free(void)
{
	return !process->tlb[0][0].present || mem_map[process->tlb[0][0].pfn].allocated;
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness page_moves(void)
{
	return moved;
}

witness translation_outlives_the_entry(void)
{
	return process->tlb[0][0].present && pte_none(process->pte[0]);
}

witness writer_waits_for_the_move(void)
{
	return is_migration_entry(pte_to_swp_entry(process->pte[0])) && process->mmap_lock.readers;
}
