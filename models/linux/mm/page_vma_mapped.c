/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finds the entry by which an mm maps a page, and returns with its page-table lock held.
 *
 * kernel:  mm/page_vma_mapped.c, v5.8
 * keeps:   the entry is looked at under the page-table lock, and the lock stays held while the caller changes the entry
 * leaves:  the first, lockless look at an entry (it only saves taking the lock); pages of a huge page that is split; the levels above
 */
#ifndef _MM_PAGE_VMA_MAPPED_C
#define _MM_PAGE_VMA_MAPPED_C

#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

static inline bool check_pte(struct page_vma_mapped_walk *pvmw)
{
	pte_t pte = ptep_get(pvmw->pte);

	if (pvmw->flags & PVMW_MIGRATION)
		return is_swap_pte(pte) && is_migration_entry(pte_to_swp_entry(pte)) &&
		       migration_entry_to_page(pte_to_swp_entry(pte)) == pvmw->page;
	if (is_swap_pte(pte))		/* memory that CPUs cannot access is mapped by an entry of its own kind */
		return is_device_private_entry(pte_to_swp_entry(pte)) &&
		       device_private_entry_to_page(pte_to_swp_entry(pte)) == pvmw->page;
	return pte_present(pte) && pte_page(pte) == pvmw->page;
}

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION

/* A huge page: the PMD maps it, or names it in a migration entry; its entries, if it is split, are not looked at. */
static inline bool page_vma_mapped_walk_pmd(struct page_vma_mapped_walk *pvmw)
{
	pmd_t pmde = pmdp_get(pvmw->mm);

	if (!pmd_trans_huge(pmde) && !is_pmd_migration_entry(pmde))
		return false;

	pvmw->ptl = pmd_lock(pvmw->mm);
	pmde = pmdp_get(pvmw->mm);
	if (pvmw->flags & PVMW_MIGRATION) {
		if (is_pmd_migration_entry(pmde) && migration_entry_to_page(pmd_to_swp_entry(pmde)) == pvmw->page)
			return true;
	} else if (pmd_trans_huge(pmde) && pmd_page(pmde) == pvmw->page) {
		return true;
	}
	page_vma_mapped_walk_done(pvmw);
	return false;
}

#endif

/* A page has one entry in each mm here, so the second call always ends the walk. */
static inline bool page_vma_mapped_walk(struct page_vma_mapped_walk *pvmw)
{
	if (pvmw->ptl) {
		page_vma_mapped_walk_done(pvmw);
		return false;
	}
#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
	if (PageCompound(pvmw->page))
		return page_vma_mapped_walk_pmd(pvmw);
#endif
	pvmw->pte = pte_offset_map_lock(pvmw->mm, pvmw->address, &pvmw->ptl);
	if (check_pte(pvmw))
		return true;
	page_vma_mapped_walk_done(pvmw);
	return false;
}

#endif /* _MM_PAGE_VMA_MAPPED_C */
