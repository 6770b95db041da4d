/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reverse map: how often a page is mapped, and walking the entries that map it.
 *
 * kernel:  include/linux/rmap.h, mm/rmap.c (the _mapcount half), v5.8
 * keeps:   _mapcount changes and their order against entry and reference; parent before child in every walk
 * leaves:  anon_vma and its lock: mms[] in the order of fork is the list of all vmas, known without an access
 */
#ifndef _LINUX_RMAP_H
#define _LINUX_RMAP_H

#include <linux/atomic.h>
#include <linux/mm_types.h>
#include <linux/pgtable.h>
#include <linux/spinlock.h>

#define TTU_MIGRATION	0x01		/* leave migration entries; else swap entries, or nothing if the page is freed lazily */

#define PVMW_MIGRATION	0x02		/* look for migration entries, not for mappings */

struct page_vma_mapped_walk {
	struct page *page;
	struct mm_struct *mm;
	unsigned long address;
	pte_t *pte;
	spinlock_t *ptl;
	unsigned int flags;
};

static inline void page_vma_mapped_walk_done(struct page_vma_mapped_walk *pvmw)
{
	spin_unlock(pvmw->ptl);
	pvmw->ptl = NULL;
}

/* One more mapping, by an entry that was not there before: the end of a move. */
static inline void page_add_anon_rmap(struct page *page, struct mm_struct *mm, unsigned long address)
{
	(void)mm;
	(void)address;
	atomic_inc(&page->_mapcount);
}

/* ... of a page that was swapped out; a page that was read in just now gets its address.  The page lock is held. */
static inline void do_page_add_anon_rmap(struct page *page, struct mm_struct *mm, unsigned long address)
{
	(void)mm;
	atomic {
		page->_mapcount.counter++;
		if (!page->anon) {
			page->anon = true;
			page->index = address;
		}
	}
}

/* The first mapping.  One step, as nobody else can see the page yet. */
static inline void page_add_new_anon_rmap(struct page *page, struct mm_struct *mm, unsigned long address)
{
	atomic {
		BUG_ON(!mm->mmap.anon_vma);
		page->anon = true;
		page->index = address;
		page->_mapcount.counter = 1;
	}
}

/* One more mapping, copied by fork(). */
static inline void page_dup_rmap(struct page *page)
{
	atomic_inc(&page->_mapcount);
}

static inline void page_remove_rmap(struct page *page)
{
	atomic_dec(&page->_mapcount);
}

#endif /* _LINUX_RMAP_H */
