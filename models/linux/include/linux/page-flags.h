/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page flags and the page lock.
 *
 * kernel:  include/linux/page-flags.h, include/linux/pagemap.h, mm/filemap.c, v5.8
 * keeps:   the lock is slept for; whoever waits holds a reference, except where the kernel lets go of it first
 */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

#include <linux/gfp.h>
#include <linux/mm_types.h>

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

static inline bool PageCompound(const struct page *page)
{
	return READ_ONCE(page->compound);
}

/* The page that has the references of this one. */
static inline struct page *compound_head(const struct page *page)
{
	int pfn = page_to_pfn(page);

	return &mem_map[PageCompound(page) ? pfn - pfn % HPAGE_PMD_NR : pfn];
}

#else

#define PageCompound(page)	false
#define compound_head(page)	(page)

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

static inline bool PageAnon(const struct page *page)
{
	return READ_ONCE(page->anon);
}

static inline bool PageDirty(const struct page *page)
{
	return READ_ONCE(page->dirty);
}

static inline void set_page_dirty(struct page *page)
{
	WRITE_ONCE(page->dirty, true);
}

/* Whoever writes the page out takes the mark away first; what is written to the page from then on marks it again. */
static inline bool clear_page_dirty_for_io(struct page *page)
{
	bool dirty;

	rmw(full) {
		dirty = page->dirty;
		page->dirty = false;
	}
	return dirty;
}

static inline bool PageWriteback(const struct page *page)
{
	return READ_ONCE(page->writeback);
}

static inline void set_page_writeback(struct page *page)
{
	WRITE_ONCE(page->writeback, true);
}

static inline void end_page_writeback(struct page *page)
{
	WRITE_ONCE(page->writeback, false);
}

static inline bool PageSwapBacked(const struct page *page)
{
	return !READ_ONCE(page->lazyfree);
}

static inline void SetPageSwapBacked(struct page *page)
{
	WRITE_ONCE(page->lazyfree, false);
}

/* Not that of a page that is marked as freed lazily.  Without CONFIG_SWAP no page ever is, and nobody has to look. */
static inline bool PageSwapCache(const struct page *page)
{
#ifdef CONFIG_SWAP
	bool swapcache;

	atomic { swapcache = page->swapcache && !page->lazyfree; }
	return swapcache;
#else
	(void)page;
	return false;
#endif
}

static inline void lock_page(struct page *page)
{
	atomic {
		might_sleep();
		page = compound_head(page);
		undefined_unless(page->allocated, "use after free: a free page is locked");
		undefined_unless(!page->locked || page->locked != this_thread(), "a page is locked by the thread that holds the lock");
		await(!page->locked);
		page->locked = this_thread();
	}
}

static inline bool trylock_page(struct page *page)
{
	bool locked;

	atomic {
		page = compound_head(page);
		undefined_unless(page->allocated, "use after free: a free page is locked");
		locked = !page->locked;
		if (locked)
			page->locked = this_thread();
	}
	return locked;
}

static inline void unlock_page(struct page *page)
{
	atomic {
		page = compound_head(page);
		undefined_unless(page->locked == this_thread(), "a page is unlocked by a thread that did not lock it");
		page->locked = 0;
	}
}

#endif /* _LINUX_PAGE_FLAGS_H */
