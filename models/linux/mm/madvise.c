/* SPDX-License-Identifier: GPL-2.0 */
/*
 * madvise(MADV_FREE): the content of a page is not needed any more, unless somebody writes to the page again.
 *
 * kernel:  madvise_free_pte_range(), mm/madvise.c; mark_page_lazyfree(), lru_lazyfree_fn(), mm/swap.c, v5.8
 * keeps:   page clean, entry clean, page to the pagevec; marked when that is drained, if the page is still on the LRU and not in the
 *          swap cache; reclaim throws such a page away if it is still clean
 * leaves:  the accessed bit, huge pages, pagevecs of more than one page
 */
#ifndef _MM_MADVISE_C
#define _MM_MADVISE_C

#include <linux/mm.h>
#include <linux/swap.h>
#include <linux/swapops.h>

/* Pages that this CPU will mark when the pagevec is drained; it has a reference to each. */
static struct page *lru_lazyfree_pvec;

static inline void lru_lazyfree_fn(struct page *page)
{
	atomic {		/* lru_lock is held */
		if (page->lru && page->anon && !page->lazyfree && !page->swapcache)
			page->lazyfree = true;
	}
}

/* lru_add_drain(): whoever comes by, later. */
static inline void lru_add_drain(void)
{
	struct page *page = lru_lazyfree_pvec;

	if (!page)
		return;
	lru_lazyfree_pvec = NULL;
	lru_lazyfree_fn(page);
	put_page(page);
}

static inline void mark_page_lazyfree(struct page *page)
{
	if (READ_ONCE(page->lru) && PageAnon(page) && PageSwapBacked(page) && !PageSwapCache(page)) {
		get_page(page);
		lru_lazyfree_pvec = page;
	}
}

static inline void madvise_free_pte(struct mm_struct *mm, unsigned long addr, pte_t *pte)
{
	pte_t ptent = ptep_get(pte);
	struct page *page;

	if (pte_none(ptent))
		return;
	if (!pte_present(ptent)) {
		if (!non_swap_entry(pte_to_swp_entry(ptent))) {
			free_swap_and_cache(pte_to_swp_entry(ptent));
			set_pte_at(mm, addr, pte, (pte_t){ 0 });
		}
		return;
	}
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
