/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Splits a huge page into its pages: reclaim, compaction and the deferred split queue do it.
 *
 * kernel:  split_huge_page_to_list(), mm/huge_memory.c, v5.8
 * keeps:   a racy look at the references first; migration entries in the place of all mappings; then the count is frozen if nobody
 *          else refers to the page, or the entries are turned back
 * leaves:  swap cache and file pages, the lock of the anon_vma, the LRU lock
 */
#ifndef _MM_HUGE_SPLIT_C
#define _MM_HUGE_SPLIT_C

#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/rmap.h>

#include <mm/migrate.c>
#include <mm/memory.c>

static inline bool maps_entries(struct mm_struct *mm)
{
	pmd_t pmd = pmdp_get(mm);

	return !pmd_none(pmd) && !pmd_trans_huge(pmd);
}

/* try_to_unmap() with TTU_SPLIT_HUGE_PMD and TTU_SPLIT_FREEZE: nobody can get at the pages any more, unless it fails. */
static inline void unmap_page(struct page *head)
{
	for (int i = 0; i < NR_MMS; i++) {
		__split_huge_pmd(&mms[i], true, head);
		if (!maps_entries(&mms[i]))
			continue;
		for (int k = 0; k < HPAGE_PMD_NR; k++)
			if (!try_to_unmap_one(&head[k], &mms[i], k, TTU_MIGRATION))
				return;
	}
}

static inline void remap_page(struct page *head)
{
	for (int i = 0; i < NR_MMS; i++)
		for (int k = 0; k < HPAGE_PMD_NR && maps_entries(&mms[i]); k++)
			remove_migration_pte(&head[k], &mms[i], k, &head[k]);
}

static inline bool page_ref_freeze(struct page *head, int count)
{
	bool frozen;

	rmw(full) {
		frozen = head->_refcount.counter == count;
		if (frozen)
			head->_refcount.counter = 0;
	}
	return frozen;
}

/* Nobody has a reference, so this is one step.  All pages are locked by the caller from here on, who has a reference to each. */
static inline void __split_huge_page(struct page *head)
{
	atomic {
		for (int k = 0; k < HPAGE_PMD_NR; k++) {
			head[k].compound = false;
			head[k].lru = head->lru;
			head[k].locked = this_thread();
			head[k]._refcount.counter = 1;
		}
	}
	remap_page(head);
	for (int k = 1; k < HPAGE_PMD_NR; k++) {
		unlock_page(&head[k]);
		put_page(&head[k]);
	}
}

/* The caller holds the page lock and a reference.  -EBUSY: somebody else refers to the page, all is as it was. */
int split_huge_page(struct page *head)
{
	if (total_mapcount(head) != page_count(head) - 1)
		return -EBUSY;
	unmap_page(head);
	if (!page_mapped(head) && page_ref_freeze(head, 1)) {
		__split_huge_page(head);
		return 0;
	}
	remap_page(head);
	return -EBUSY;
}

#endif /* _MM_HUGE_SPLIT_C */
