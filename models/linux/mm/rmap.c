/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Takes a page out of all page tables and leaves migration entries behind, or swap entries.
 *
 * kernel:  mm/rmap.c, v5.8
 * keeps:   entry cleared and flushed under the page-table lock, new entry stored, then mapcount, then reference
 * leaves:  mlock, huge pages, flushes that are collected
 */
#ifndef _MM_RMAP_C
#define _MM_RMAP_C

#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>

#include <mm/page_vma_mapped.c>

static inline bool try_to_unmap_one(struct page *page, struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct page_vma_mapped_walk pvmw = { .page = page, .mm = mm, .address = address };
	bool ret = true;

	mmu_notifier_invalidate_range_start(mm);
	while (page_vma_mapped_walk(&pvmw)) {
		swp_entry_t entry;
		pte_t pteval;

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
		if (!pvmw.pte) {
			set_pmd_migration_entry(&pvmw, page);
			continue;
		}
#endif
		pteval = ptep_clear_flush(mm, address, pvmw.pte);

		if (pte_dirty(pteval))
			set_page_dirty(page);

		if (flags & TTU_MIGRATION) {
			entry = make_migration_entry(page, pte_write(pteval));
		} else if (PageSwapBacked(page)) {
			entry = swp_entry(SWP_SWAPFILE, page_private(page));
			swap_duplicate(entry);
		} else if (!PageDirty(page)) {
			goto discard;
		} else {		/* written to since MADV_FREE, so it stays */
			set_pte_at(mm, address, pvmw.pte, pteval);
			SetPageSwapBacked(page);
			page_vma_mapped_walk_done(&pvmw);
			ret = false;
			break;
		}
		set_pte_at(mm, address, pvmw.pte, swp_entry_to_pte(entry));
discard:
		page_remove_rmap(page);
		put_page(page);
	}
	mmu_notifier_invalidate_range_end(mm);
	return ret;
}

/* The caller holds the page lock and a reference.  Whether it worked is what page_mapped() says afterwards. */
void try_to_unmap(struct page *page, unsigned int flags)
{
	unsigned long address = page->index;

	for (int i = 0; i < NR_MMS; i++)
		if (!try_to_unmap_one(page, &mms[i], address, flags))
			break;
}

#endif /* _MM_RMAP_C */
