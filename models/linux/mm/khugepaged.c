/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Collapses the pages of a page table into a huge page.
 *
 * kernel:  collapse_huge_page(), mm/khugepaged.c, v5.8
 * keeps:   the PMD is cleared and flushed first; then the pages are looked at, copied, and taken out of the table one by one, and
 *          the table is deposited behind the huge page
 * leaves:  scanning, swap-in, missing and shared pages (all entries must be there), file pages, the lock of the anon_vma (mmap_lock
 *          keeps others out who walk page tables, and nobody walks the reverse map in its scenarios)
 */
#ifndef _MM_KHUGEPAGED_C
#define _MM_KHUGEPAGED_C

#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/rmap.h>

#include <mm/memory.c>
#include <mm/vmscan.c>

static inline void release_pte_page(struct page *page)
{
	unlock_page(page);
	putback_lru_page(page);
}

/* Locks the pages and takes them off the LRU, if nobody refers to any of them but its entry. */
static inline bool __collapse_huge_page_isolate(pgtable_t pgtable, bool *writable)
{
	int i;

	*writable = false;
	for (i = 0; i < HPAGE_PMD_NR; i++) {
		pte_t pteval = ptep_get(&pgtable->pte[i]);
		struct page *page = pte_page(pteval);

		if (!pte_present(pteval))
			break;
		if (!trylock_page(page))
			break;
		/* A pin shows as a reference too many. */
		if (page_count(page) != 1 || isolate_lru_page(page)) {
			unlock_page(page);
			break;
		}
		*writable |= pte_write(pteval);
	}
	if (i == HPAGE_PMD_NR)
		return true;
	while (i-- > 0)
		release_pte_page(pte_page(ptep_get(&pgtable->pte[i])));
	return false;
}

static inline void __collapse_huge_page_copy(struct mm_struct *mm, pgtable_t pgtable, struct page *new_page)
{
	for (int i = 0; i < HPAGE_PMD_NR; i++) {
		struct page *src_page = pte_page(ptep_get(&pgtable->pte[i]));

		copy_highpage(&new_page[i], src_page);
		release_pte_page(src_page);
		spin_lock(&pgtable->ptl);
		set_pte_at(mm, i, &pgtable->pte[i], (pte_t){ 0 });
		page_remove_rmap(src_page);
		spin_unlock(&pgtable->ptl);
		put_page(src_page);
	}
}

/* Returns whether it did. */
static inline bool collapse_huge_page(struct mm_struct *mm)
{
	struct page *new_page = alloc_hugepage_vma(mm);
	bool isolated = false, writable;
	spinlock_t *pmd_ptl;
	pgtable_t pgtable;
	pmd_t _pmd;

	if (!new_page)
		return false;
	mmap_write_lock(mm);
	_pmd = pmdp_get(mm);
	if (pmd_none(_pmd) || pmd_trans_huge(_pmd))
		goto out;
	pgtable = pmd_pgtable(_pmd);

	pmd_ptl = pmd_lock(mm);
	/* After this CPUs, and GUP-fast where the flush interrupts it, find nothing. */
	pmdp_collapse_flush(mm);
	spin_unlock(pmd_ptl);

	spin_lock(&pgtable->ptl);
	isolated = __collapse_huge_page_isolate(pgtable, &writable);
	spin_unlock(&pgtable->ptl);

	if (!isolated) {
		spin_lock(pmd_ptl);
		pmd_populate(mm, pgtable);
		spin_unlock(pmd_ptl);
		goto out;
	}

	__collapse_huge_page_copy(mm, pgtable, new_page);
	_pmd = pmd_mkdirty(mk_huge_pmd(new_page));
	if (writable)
		_pmd = pmd_mkwrite(_pmd);

	smp_wmb();			/* the content, then the PMD */
	spin_lock(pmd_ptl);
	BUG_ON(!pmd_none(pmdp_get(mm)));
	page_add_new_anon_rmap_huge(new_page, mm);
	lru_cache_add(new_page);
	pgtable_trans_huge_deposit(mm, pgtable);
	set_pmd_at(mm, _pmd);
	spin_unlock(pmd_ptl);
out:
	mmap_write_unlock(mm);
	if (!isolated)
		put_page(new_page);
	return isolated;
}

#endif /* _MM_KHUGEPAGED_C */
