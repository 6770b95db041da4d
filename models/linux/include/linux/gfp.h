/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The page allocator.
 *
 * kernel:  include/linux/gfp.h, mm/page_alloc.c, v5.8
 * keeps:   a page that was freed is handed out again at once; allocations may sleep, and may fail
 * leaves:  free lists (the free page with the lowest number comes next), per-CPU lists, orders, memory cgroups
 */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/mm_types.h>

/* Every allocation may fail, as with the kernel's fault injection of that name; else it fails only when no page is free. */
bool fail_page_alloc;

/* Belongs into the step of whatever may sleep: the thread holds no page-table lock. */
static inline void might_sleep(void)
{
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	for (int i = 0; i < NR_MMS; i++)
		BUG_ON(spin_is_mine(&mms[i].page_table_lock));
	for (int i = 0; i < NR_PGTABLES; i++)
		BUG_ON(spin_is_mine(&page_tables[i].ptl));
#else
	for (int i = 0; i < NR_MMS; i++)
		BUG_ON(spin_is_mine(&mms[i].ptl));
#endif
}

/* The caller gets the only reference.  NULL if there is none. */
static inline struct page *alloc_page_vma(struct mm_struct *mm, unsigned long address)
{
	struct page *page = NULL;

	atomic {
		might_sleep();
		if (!fail_page_alloc || choose(2) == 0)
			for (int i = 0; i < NR_PAGES && !page; i++)
				if (!mem_map[i].allocated && mem_map[i].zone == 0)
					page = &mem_map[i];
		if (page) {
			page->allocated = true;
			page->_refcount.counter = 1;
			page->owner = mm;
			page->address = address;
		}
	}
	return page;
}

static inline struct page *alloc_page(void)
{
	return alloc_page_vma(NULL, 0);
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#include <linux/gfp_huge.h>
#else

/* Nobody has a reference.  What the kernel reports as "Bad page state" is undefined. */
static inline void __free_page(struct page *page)
{
	atomic {
		undefined_unless(page->allocated, "a page is freed twice");
		undefined_unless(!page->_mapcount.counter, "bad page state: freed while it is mapped");
		undefined_unless(!page->locked, "bad page state: freed while it is locked");
		undefined_unless(!page->swapcache, "bad page state: freed while it is in the swap cache");
		undefined_unless(!page->writeback, "bad page state: freed while it is written out");
		page->allocated = false;
		page->anon = false;
		page->lru = false;
		page->dirty = false;
		page->lazyfree = false;
		page->owner = NULL;
	}
}

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

#endif /* _LINUX_GFP_H */
