/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages of hugetlbfs: a huge page that is never split.
 *
 * kernel:  mm/hugetlb.c, v5.8
 * keeps:   its entry is a PMD here, under the lock of the PMD, with no page table deposited; a write goes to the page itself if no
 *          other mm maps it, whatever else refers to it
 * leaves:  reservations and pools, shared mappings, the fault mutex (mmap_lock of one mm keeps its faults apart in the scenarios)
 *
 * A scenario that defines CONFIG_HUGETLB_VMAS has no other VMAs.
 */
#ifndef _MM_HUGETLB_C
#define _MM_HUGETLB_C

#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/rmap.h>

static inline void copy_user_huge_page(struct page *dst, struct page *src)
{
	for (int i = 0; i < HPAGE_PMD_NR; i++)
		copy_highpage(&dst[i], &src[i]);
}

/* The page and its entry are not there yet. */
static inline int hugetlb_no_page(struct mm_struct *mm)
{
	struct page *page;
	spinlock_t *ptl;

	anon_vma_prepare(mm);
	page = alloc_hugepage_vma(mm);
	if (!page)
		return VM_FAULT_OOM;
	ptl = pmd_lock(mm);
	if (!pmd_none(pmdp_get(mm))) {
		spin_unlock(ptl);
		put_page(page);
		return 0;
	}
	page_add_new_anon_rmap_huge(page, mm);
	set_pmd_at(mm, pmd_mkwrite(pmd_mkdirty(mk_huge_pmd(page))));
	spin_unlock(ptl);
	return 0;
}

/* A write to an entry that is not writable.  Entered with the lock, returns without. */
static inline int hugetlb_cow(struct mm_struct *mm, pmd_t pte, spinlock_t *ptl)
{
	struct page *old_page = pmd_page(pte), *new_page;

	if (page_mapcount(old_page) == 1 && PageAnon(old_page)) {
		set_pmd_at(mm, pmd_mkwrite(pmd_mkdirty(pte)));
		spin_unlock(ptl);
		return 0;
	}
	get_page(old_page);
	spin_unlock(ptl);

	new_page = alloc_hugepage_vma(mm);
	if (!new_page) {
		put_page(old_page);
		return VM_FAULT_OOM;
	}
	copy_user_huge_page(new_page, old_page);

	spin_lock(ptl);
	if (pmd_same(pmdp_get(mm), pte)) {
		pmdp_collapse_flush(mm);	/* huge_ptep_clear_flush() */
		set_pmd_at(mm, pmd_mkwrite(pmd_mkdirty(mk_huge_pmd(new_page))));
		page_remove_compound_rmap(old_page);
		page_add_new_anon_rmap_huge(new_page, mm);
		new_page = old_page;		/* the reference of the old mapping is put */
	}
	spin_unlock(ptl);
	put_page(new_page);
	put_page(old_page);
	return 0;
}

int hugetlb_fault(struct mm_struct *mm, unsigned int flags)
{
	pmd_t entry = pmdp_get(mm);
	spinlock_t *ptl;

	if (pmd_none(entry))
		return hugetlb_no_page(mm);
	ptl = pmd_lock(mm);
	if (pmd_same(pmdp_get(mm), entry) && (flags & FAULT_FLAG_WRITE) && !pmd_write(entry))
		return hugetlb_cow(mm, entry, ptl);
	spin_unlock(ptl);
	return 0;
}

int copy_hugetlb_page_range(struct mm_struct *dst, struct mm_struct *src)
{
	spinlock_t *src_ptl, *dst_ptl;
	struct page *ptepage;
	pmd_t entry;

	dst_ptl = pmd_lock(dst);
	src_ptl = pmd_lock(src);
	entry = pmdp_get(src);
	if (!pmd_none(entry)) {
		pmdp_set_wrprotect(src);
		entry = pmd_wrprotect(entry);
		ptepage = pmd_page(entry);
		get_page(ptepage);
		page_dup_compound_rmap(ptepage);
		set_pmd_at(dst, entry);
	}
	spin_unlock(src_ptl);
	spin_unlock(dst_ptl);
	return 0;
}

#endif /* _MM_HUGETLB_C */
