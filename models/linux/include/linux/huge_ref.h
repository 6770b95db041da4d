/* SPDX-License-Identifier: GPL-2.0 */
/*
 * References and mappings where a page may be part of a huge page: its head has them.
 *
 * kernel:  include/linux/mm.h, include/linux/page_ref.h, mm/huge_memory.c (total_mapcount() and the like), v5.8
 * keeps:   a huge page has one count of references, an exact count of pins, a count of the PMDs that map it, and each of its
 *          pages a count of the entries that map that page alone
 * leaves:  PageDoubleMap, by which the kernel adds the two counts with fewer accesses; huge pages of two pages, which have no
 *          count of pins in the kernel (compound_order() > 1)
 *
 * What compound_head() says of a page that one holds does not change, so it is no step of its own here.  GUP-fast, which holds
 * nothing yet, asks in steps of its own: try_grab_compound_head().
 */
#ifndef _LINUX_HUGE_REF_H
#define _LINUX_HUGE_REF_H

#include <linux/gfp.h>
#include <linux/mm_types.h>
#include <linux/page-flags.h>

static inline int page_count(const struct page *page)
{
	int count;

	atomic { count = compound_head(page)->_refcount.counter; }
	return count;
}

/* Entries and PMDs that map this very page. */
static inline int page_mapcount(const struct page *page)
{
	int count;

	atomic {
		count = page->_mapcount.counter;
		if (page->compound)
			count += compound_head(page)->compound_mapcount.counter;
	}
	return count;
}

/* Is any page of the huge page mapped? */
static inline bool page_mapped(const struct page *page)
{
	bool mapped;

	atomic {
		mapped = page->_mapcount.counter > 0;
		if (page->compound) {
			struct page *head = compound_head(page);

			mapped = head->compound_mapcount.counter > 0;
			for (int i = 0; i < HPAGE_PMD_NR; i++)
				mapped |= head[i]._mapcount.counter > 0;
		}
	}
	return mapped;
}

/* How often is the huge page mapped in all, by PMDs and by entries? */
static inline int total_mapcount(const struct page *head)
{
	int count;

	atomic {
		count = head->compound_mapcount.counter;
		for (int i = 0; i < HPAGE_PMD_NR; i++)
			count += head[i]._mapcount.counter;
	}
	return count;
}

/* How often is that page mapped which is mapped most? */
static inline int page_trans_huge_mapcount(const struct page *page)
{
	int count;

	atomic {
		count = page->_mapcount.counter;
		if (page->compound) {
			struct page *head = compound_head(page);

			for (int i = 0; i < HPAGE_PMD_NR; i++)
				if (head[i]._mapcount.counter > count)
					count = head[i]._mapcount.counter;
			count += head->compound_mapcount.counter;
		}
	}
	return count;
}

/* The caller has a reference, so it cannot come from zero. */
static inline void get_page(struct page *page)
{
	atomic {
		page = compound_head(page);
		VM_BUG_ON(page->_refcount.counter <= 0);
		page->_refcount.counter++;
	}
}

static inline bool get_page_unless_zero(struct page *page)
{
	bool done;

	atomic {
		page = compound_head(page);
		done = page->_refcount.counter != 0;
		if (done)
			page->_refcount.counter++;
	}
	return done;
}

/* Takes `refs` references away; was it the last? */
static inline bool page_ref_sub_and_test(struct page *page, int refs)
{
	bool last;

	atomic {
		page = compound_head(page);
		page->_refcount.counter -= refs;
		last = page->_refcount.counter == 0;
	}
	return last;
}

static inline void put_page(struct page *page)
{
	if (page_ref_sub_and_test(page, 1))
		__put_page(page);
}

/* Huge pages are counted exactly: a pin of one of their pages is a pin of all of them, but no mere reference is. */
static inline bool page_maybe_dma_pinned(const struct page *page)
{
	bool pinned;

	atomic {
		struct page *head = compound_head(page);

		pinned = head->compound ? head->compound_pincount.counter > 0
					: head->_refcount.counter >= GUP_PIN_COUNTING_BIAS;
	}
	return pinned;
}

#endif /* _LINUX_HUGE_REF_H */
