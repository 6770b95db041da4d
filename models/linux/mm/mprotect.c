/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect(): makes entries read-only.
 *
 * kernel:  mm/mprotect.c, v5.8
 * keeps:   an entry is cleared, then stored anew, under the page-table lock; the TLB is flushed once at the end, and until then the mm says
 *          that a flush is to come
 * leaves:  splitting VMAs; NUMA hints; shared mappings.  A private mapping that may be written to has read-only entries as well:
 *          the next write finds out whether the page must be copied.  So PROT_READ, and PROT_READ | PROT_WRITE after it, do the same
 */
#ifndef _MM_MPROTECT_C
#define _MM_MPROTECT_C

#include <linux/mm.h>
#include <linux/swapops.h>

#include <mm/memory.c>

/* How many entries have changed, for which the TLB must be flushed. */
static inline int change_pte_range(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	int pages = 0;
	spinlock_t *ptl;
	pte_t *pte;

	pte = pte_offset_map_lock(mm, addr, &ptl);
	for (; addr != end; addr++) {
		pte_t oldpte;

		pte = pte_offset_map(mm, addr);
		oldpte = ptep_get(pte);
		if (pte_present(oldpte)) {
			oldpte = ptep_get_and_clear(mm, addr, pte);
			set_pte_at(mm, addr, pte, pte_wrprotect(oldpte));
			pages++;
		} else if (is_swap_pte(oldpte)) {
			swp_entry_t entry = pte_to_swp_entry(oldpte);

			if (is_write_migration_entry(entry))
				make_migration_entry_read(&entry);
			else if (is_write_device_private_entry(entry))
				make_device_private_entry_read(&entry);
			else
				continue;
			set_pte_at(mm, addr, pte, swp_entry_to_pte(entry));
			pages++;
		}
	}
	pte_unmap_unlock(pte, ptl);
	return pages;
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

static inline int change_pmd_range(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	pmd_t pmd = pmdp_get(mm);

	if (pmd_none(pmd))
		return 0;
	if (is_swap_pmd(pmd) || pmd_trans_huge(pmd)) {
		int nr_ptes;

		if (end - addr != HPAGE_PMD_NR) {
			__split_huge_pmd(mm, false, NULL);
		} else {
			nr_ptes = change_huge_pmd(mm);
			if (nr_ptes)
				return nr_ptes;
			/* fall through: it was split just now */
		}
	}
	return change_pte_range(mm, addr, end);
}

#else
#define change_pmd_range change_pte_range
#endif

static inline void change_protection(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	int pages;

	mmu_notifier_invalidate_range_start(mm);
	inc_tlb_flush_pending(mm);
	pages = change_pmd_range(mm, addr, end);
	if (pages)
		flush_tlb_mm(mm);
	dec_tlb_flush_pending(mm);
	mmu_notifier_invalidate_range_end(mm);
}

void do_mprotect_pkey(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmap_write_lock(mm);
	change_protection(mm, start, end);
	mmap_write_unlock(mm);
}

#endif /* _MM_MPROTECT_C */
