/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Taking a page off the LRU list and putting it back.
 *
 * kernel:  isolate_lru_page() and putback_lru_page(), mm/vmscan.c; isolate_migratepages_block(), mm/compaction.c, v5.8
 * keeps:   whoever takes PG_lru away owns the page's place on the list and a reference
 * leaves:  lru_lock (the flag is tested and cleared in one step, as since v5.11), pagevecs, the lists themselves
 */
#ifndef _MM_VMSCAN_C
#define _MM_VMSCAN_C

#include <linux/mm.h>

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

#endif /* _MM_VMSCAN_C */
