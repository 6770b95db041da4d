/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A long-term pin of a page that must stay movable, while compaction moves it.
 *
 * Such a page is moved to where pages may stay before the pin is given out.  Only who has taken it off the LRU may move it,
 * and there is another who wants to.
 *
 * Since:   d1e153fea2a8
 * domain:  system D, D-4; I1, I4, I5, I7, I8, I12
 * threads: tasks that pin for long, compaction, (WRITES) a task that writes
 * large:   -DNR_PINNERS=3 -DWRITES=1 --no-reduction: 29 367 851 states
 */
#include <pincer.h>

#ifndef NR_PAGES
#define NR_PAGES 4
#endif
#ifndef NR_MMS
#define NR_MMS 1
#endif
#ifndef NR_PINNERS
#define NR_PINNERS 1
#endif
#ifndef WRITES
#define WRITES 0
#endif

#include <asm/uaccess.h>
#include <linux/mm.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/memory.c>
#include <mm/gup.c>

#define task_mm (&mms[0])

static ghost bool pinned, pin_failed, compacted;

initial one_movable_page(void)
{
	struct page *page = alloc_page_vma(task_mm, 0);

	task_mm->mmap.anon_vma = true;
	page_add_new_anon_rmap(page, task_mm, 0);
	page->zone = ZONE_MOVABLE;
	page->lru = true;
	task_mm->pte[0] = pte_mkdirty(pte_mkwrite(mk_pte(page)));
}

threads(pin_for_long, NR_PINNERS)
{
	struct task_struct current = { .mm = task_mm };
	struct page *page;
	int ret;

	mmap_read_lock(task_mm);
	ret = pin_user_pages(&current, 0, 1, FOLL_WRITE | FOLL_LONGTERM, &page);
	mmap_read_unlock(task_mm);
	if (ret != 1) {
		pin_failed = true;
		return;
	}
	pinned = true;
	dma_write(page, 1);
	unpin_user_page(page);
}

thread compact(void)
{
	struct page *page = pfn_to_page(0);

	if (!isolate_migratepages_block(page))
		return;
	if (migrate_pages(page) == MIGRATEPAGE_SUCCESS)
		compacted = true;
	else
		putback_lru_page(page);
}

#if WRITES
thread write(void)
{
	user_write(task_mm, 0, 0, 1);
}
#endif

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2 */
finally device_data_arrives(void)
{
	return !pinned || follow(task_mm, 0)->content.dma == 1;
}

#include "pages-that-move.h"

/* I12 */
invariant no_long_pin_on_movable_page(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].pins && mem_map[i].zone != ZONE_NORMAL)
			return false;
	return true;
}

witness pin_is_given_out(void)
{
	return pinned;
}

witness pin_is_refused(void)
{
	return pin_failed;
}

witness compaction_moves_the_page(void)
{
	return compacted;
}

witness pinner_waits_for_compaction(void)
{
	return nr_page_waiters > 0;
}
