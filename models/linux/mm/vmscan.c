/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Taking a page off the LRU list and putting it back, and reclaim.
 *
 * kernel:  mm/vmscan.c; isolate_migratepages_block(), mm/compaction.c, v5.8
 * keeps:   whoever takes PG_lru away owns the page's place on the list and a reference; a page goes to swap in the order
 *          slot, unmap, write, free, and stays if it is found referenced on the way
 * leaves:  lru_lock (the flag is tested and cleared in one step, as since v5.11), pagevecs, the lists themselves;
 *          reclaim: page cache, huge pages, the accessed bit, lists (one page a call)
 */
#ifndef _MM_VMSCAN_C
#define _MM_VMSCAN_C

#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swap.h>

static inline bool TestClearPageLRU(struct page *page)
{
	bool was;

	rmw(full) {
		was = page->lru;
		page->lru = false;
	}
	return was;
}

/* 0 if the page is the caller's now, who holds a reference of its own already; the list's claim becomes a second one. */
static inline int isolate_lru_page(struct page *page)
{
	if (!TestClearPageLRU(page))
		return -EBUSY;
	get_page(page);
	return 0;
}

static inline void putback_lru_page(struct page *page)
{
	WRITE_ONCE(page->lru, true);
	put_page(page);
}

/* Compaction comes upon a page by its number: the reference must be won from zero, and the page may be gone again. */
static inline bool isolate_migratepages_block(struct page *page)
{
	if (!get_page_unless_zero(page))
		return false;
	if (!TestClearPageLRU(page)) {
		put_page(page);
		return false;
	}
	return true;
}

#ifdef CONFIG_SWAP

/* Nobody but the caller, who has isolated the page, and the swap cache has a reference. */
static inline bool is_page_cache_freeable(struct page *page)
{
	return page_count(page) == 2;
}

typedef enum { PAGE_KEEP, PAGE_SUCCESS, PAGE_CLEAN } pageout_t;

/* Entered with the page lock; returns without it if the page was written, or need not be any more. */
static inline pageout_t pageout(struct page *page)
{
	if (!is_page_cache_freeable(page))
		return PAGE_KEEP;
	if (!clear_page_dirty_for_io(page))
		return PAGE_CLEAN;
	swap_writepage(page);
	return PAGE_SUCCESS;
}

/* The last look: from the freeze on nobody gets a reference, so the page is the caller's if it is clean. */
static inline bool __remove_mapping(struct page *page)
{
	swp_entry_t swap;

	if (!page_ref_freeze(page, 2))
		return false;
	if (PageDirty(page)) {
		page_ref_unfreeze(page, 2);
		return false;
	}
	swap = swp_entry(SWP_SWAPFILE, page_private(page));
	__delete_from_swap_cache(page, swap);
	put_swap_page(swap);
	return true;
}

/* A page that was freed lazily goes as it is, unless somebody has a reference or has written to it. */
static inline bool remove_lazyfree(struct page *page)
{
	if (!page_ref_freeze(page, 1))
		return false;
	if (PageDirty(page)) {
		page_ref_unfreeze(page, 1);
		return false;
	}
	return true;
}

/* The caller has isolated the page.  True: it is gone. */
static inline bool shrink_page_list(struct page *page)
{
	if (!trylock_page(page))
		return false;

	if (PageWriteback(page))
		goto keep_locked;
	if (PageAnon(page) && PageSwapBacked(page) && !PageSwapCache(page)) {
		if (!add_to_swap(page))
			goto keep_locked;
	}
	if (page_mapped(page)) {
		try_to_unmap(page, 0);
		if (page_mapped(page))
			goto keep_locked;
	}

	if (PageDirty(page)) {
		switch (pageout(page)) {
		case PAGE_KEEP:
			goto keep_locked;
		case PAGE_SUCCESS:
			if (PageWriteback(page) || PageDirty(page))
				return false;
			if (!trylock_page(page))
				return false;
			if (PageDirty(page) || PageWriteback(page))
				goto keep_locked;
			break;
		case PAGE_CLEAN:
			break;
		}
	}

	if (PageAnon(page) && !PageSwapBacked(page)) {
		if (!remove_lazyfree(page))
			goto keep_locked;
	} else if (!PageSwapCache(page) || !__remove_mapping(page)) {
		goto keep_locked;
	}
	unlock_page(page);
	__free_page(page);
	return true;
keep_locked:
	unlock_page(page);
	return false;
}

/* Reclaim comes upon the page at the end of the list.  True: it is gone. */
bool shrink_inactive_list(struct page *page)
{
	bool isolated;

	atomic {		/* lru_lock is held */
		isolated = page->lru && page->_refcount.counter;
		if (isolated) {
			page->_refcount.counter++;
			page->lru = false;
		}
	}
	if (!isolated)
		return false;
	if (shrink_page_list(page))
		return true;
	putback_lru_page(page);
	return false;
}

#endif /* CONFIG_SWAP */

#endif /* _MM_VMSCAN_C */
