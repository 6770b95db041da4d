/* SPDX-License-Identifier: GPL-2.0 */
/*
 * References, pins and faults.
 *
 * kernel:  include/linux/mm.h, include/linux/page_ref.h, v5.8
 * keeps:   a pin of a small page is GUP_PIN_COUNTING_BIAS references, so a page with many references looks pinned
 * leaves:  statistics; huge pages are in huge_ref.h
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/memremap.h>
#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/pgtable.h>
#include <linux/sched.h>

#ifndef GUP_PIN_COUNTING_BIAS
#define GUP_PIN_COUNTING_BIAS 4		/* 1024 in the kernel */
#endif

#define FOLL_WRITE	0x00001		/* the caller will write to the page */
#define FOLL_GET	0x00004		/* take a reference */
#define FOLL_LONGTERM	0x10000		/* ... for as long as user space likes */
#define FOLL_PIN	0x40000		/* ... because a device works on the content */
#define FOLL_FAST_ONLY	0x80000		/* do not sleep */

#define FAULT_FLAG_WRITE	0x01

#define VM_FAULT_OOM		0x0001
#define VM_FAULT_SIGBUS		0x0002
#define VM_FAULT_WRITE		0x0008	/* the entry is the caller's to write, unless somebody changes it again */
#define VM_FAULT_RETRY		0x0400
#define VM_FAULT_FALLBACK	0x0800	/* the huge page is split, or there is none: look at the entry */
#define VM_FAULT_ERROR		(VM_FAULT_OOM | VM_FAULT_SIGBUS)

struct vm_fault {
	struct mm_struct *mm;
	unsigned long address;
	unsigned int flags;
	pte_t orig_pte;			/* as it was when the fault was looked at first */
	pte_t *pte;
	spinlock_t *ptl;
	struct page *page;		/* what orig_pte names */
};

static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
}

static inline void mmap_read_unlock(struct mm_struct *mm)
{
	up_read(&mm->mmap_lock);
}

static inline void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
}

static inline void mmap_write_unlock(struct mm_struct *mm)
{
	up_write(&mm->mmap_lock);
}

static inline void __put_page(struct page *page)
{
	__free_page(page);
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#include <linux/huge_ref.h>
#else

static inline int page_count(const struct page *page)
{
	return atomic_read(&page->_refcount);
}

static inline int page_mapcount(const struct page *page)
{
	return atomic_read(&page->_mapcount);
}

static inline int page_trans_huge_mapcount(const struct page *page)
{
	return page_mapcount(page);
}

static inline bool page_mapped(const struct page *page)
{
	return page_mapcount(page) > 0;
}

/* The caller has a reference, so it cannot come from zero. */
static inline void get_page(struct page *page)
{
	rmw(relaxed) {
		VM_BUG_ON(page->_refcount.counter <= 0);
		page->_refcount.counter++;
	}
}

static inline bool get_page_unless_zero(struct page *page)
{
	return atomic_add_unless(&page->_refcount, 1, 0);
}

static inline void put_page(struct page *page)
{
	if (atomic_dec_and_test(&page->_refcount))
		__put_page(page);
}

/* Zero references, if there are no more than `count`: nobody gets one from here on. */
static inline bool page_ref_freeze(struct page *page, int count)
{
	bool frozen;

	rmw(full) {
		frozen = page->_refcount.counter == count;
		if (frozen)
			page->_refcount.counter = 0;
	}
	return frozen;
}

static inline void page_ref_unfreeze(struct page *page, int count)
{
	store(&page->_refcount.counter, count, release);
}

/* Never false for a pin that can be seen; true also for a page that merely has many references. */
static inline bool page_maybe_dma_pinned(const struct page *page)
{
	return page_count(page) >= GUP_PIN_COUNTING_BIAS;
}

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

/* Word by word in the kernel; what a CPU writes and what a device writes are one word each. */
static inline void copy_highpage(struct page *to, struct page *from)
{
	struct page_content content;

	atomic {
		undefined_unless(from->allocated, "use after free: a free page is copied");
		content = from->content;
	}
	store(&to->content, content, relaxed);
}

int handle_mm_fault(struct mm_struct *mm, unsigned long address, unsigned int flags);
void migration_entry_wait(struct mm_struct *mm, unsigned long address);
int migrate_to_ram(struct vm_fault *vmf);

#endif /* _LINUX_MM_H */
