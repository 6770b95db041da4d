/* SPDX-License-Identifier: GPL-2.0 */
/*
 * madvise(MADV_FREE): the content of a page is not needed any more, unless somebody writes to the page again.
 *
 * kernel:  madvise_free_pte_range(), mm/madvise.c; lru_lazyfree_fn(), mm/swap.c, v5.8
 * keeps:   page clean, entry clean, page marked; reclaim throws such a page away if it is still clean
 * leaves:  pagevecs, the accessed bit, huge pages, pages that fork() shares (skipped by their mappings)
 */
#ifndef _MM_MADVISE_C
#define _MM_MADVISE_C

#include <linux/mm.h>
#include <linux/swap.h>
#include <linux/swapops.h>

static inline void mark_page_lazyfree(struct page *page)
{
	if (READ_ONCE(page->lru) && PageAnon(page) && PageSwapBacked(page) && !PageSwapCache(page))
		WRITE_ONCE(page->lazyfree, true);
}

static inline void madvise_free_pte(struct mm_struct *mm, unsigned long addr, pte_t *pte)
{
	pte_t ptent = ptep_get(pte);
	struct page *page;

	if (!pte_present(ptent))
		return;
	page = pte_page(ptent);
	if (PageSwapCache(page) || PageDirty(page)) {
		if (!trylock_page(page))
			return;
		if (page_mapcount(page) != 1 || (PageSwapCache(page) && !try_to_free_swap(page))) {
			unlock_page(page);
			return;
		}
		clear_page_dirty_for_io(page);
		unlock_page(page);
	}
	if (pte_dirty(ptent)) {
		ptent = ptep_get_and_clear(mm, addr, pte);
		ptent.dirty = false;
		set_pte_at(mm, addr, pte, ptent);
	}
	mark_page_lazyfree(page);
}

void madvise_free(struct mm_struct *mm, unsigned long addr)
{
	spinlock_t *ptl;
	pte_t *pte;

	mmap_read_lock(mm);
	pte = pte_offset_map_lock(mm, addr, &ptl);
	madvise_free_pte(mm, addr, pte);
	pte_unmap_unlock(pte, ptl);
	flush_tlb_page(mm, addr);
	mmap_read_unlock(mm);
}

#endif /* _MM_MADVISE_C */
