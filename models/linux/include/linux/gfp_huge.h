/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The page allocator, where there are huge pages, and page tables that come and go.
 *
 * kernel:  include/linux/gfp.h, mm/page_alloc.c, include/asm-generic/pgalloc.h, v5.8
 * keeps:   a huge page is freed whole, when its head has no reference left; what was freed is handed out again at once
 * leaves:  page tables are no pages of mem_map[], so a table that was freed comes back as a table
 */
#ifndef _LINUX_GFP_HUGE_H
#define _LINUX_GFP_HUGE_H

#include <linux/mm_types.h>

/* Neighbours, the first of which has the only reference.  NULL if there are none. */
static inline struct page *alloc_hugepage_vma(struct mm_struct *mm)
{
	struct page *head = NULL;

	atomic {
		might_sleep();
		if (!fail_page_alloc || choose(2) == 0)
			for (int i = 0; i + HPAGE_PMD_NR <= NR_PAGES && !head; i += HPAGE_PMD_NR) {
				bool is_free = true;

				for (int k = i; k < i + HPAGE_PMD_NR; k++)
					if (mem_map[k].allocated)
						is_free = false;
				if (is_free)
					head = &mem_map[i];
			}
		if (head) {
			head->_refcount.counter = 1;
			for (int k = 0; k < HPAGE_PMD_NR; k++) {
				head[k].allocated = true;
				head[k].compound = true;
				head[k].owner = mm;
				head[k].address = k;
			}
		}
	}
	return head;
}

/* Nobody has a reference.  What the kernel reports as "Bad page state" is undefined. */
static inline void __free_page(struct page *page)
{
	atomic {
		int pfn = page_to_pfn(page);
		struct page *first = &mem_map[page->compound ? pfn - pfn % HPAGE_PMD_NR : pfn];
		int nr = first->compound ? HPAGE_PMD_NR : 1;

		undefined_unless(first->allocated, "a page is freed twice");
		undefined_unless(!first->locked, "bad page state: freed while it is locked");
		undefined_unless(!first->compound_mapcount.counter, "bad page state: freed while it is mapped");
		undefined_unless(!first->compound_pincount.counter, "bad page state: freed while it is pinned");
		for (int k = 0; k < nr; k++) {
			undefined_unless(!first[k]._mapcount.counter, "bad page state: freed while it is mapped");
			first[k].allocated = false;
			first[k].compound = false;
			first[k].anon = false;
			first[k].lru = false;
			first[k].dirty = false;
			first[k].owner = NULL;
		}
	}
}

/* A new page table.  All of it is none. */
static inline pgtable_t pte_alloc_one(void)
{
	pgtable_t pgtable = NULL;

	atomic {
		might_sleep();
		if (!fail_page_alloc || choose(2) == 0)
			for (int i = 0; i < NR_PGTABLES && !pgtable; i++)
				if (!page_tables[i].allocated)
					pgtable = &page_tables[i];
		if (pgtable) {
			pgtable->allocated = true;
			for (int k = 0; k < NR_PTES; k++)
				pgtable->pte[k] = (pte_t){ 0 };
		}
	}
	return pgtable;
}

static inline void pte_free(pgtable_t pgtable)
{
	atomic {
		undefined_unless(pgtable->allocated, "a page table is freed twice");
		undefined_unless(!pgtable->ptl.owner, "bad page state: a page table is freed while it is locked");
		pgtable->allocated = false;
	}
}

#endif /* _LINUX_GFP_HUGE_H */
