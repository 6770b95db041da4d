/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Takes a page out of all page tables and leaves migration entries behind.
 *
 * kernel:  mm/rmap.c, v5.8: try_to_unmap() with TTU_MIGRATION
 * keeps:   entry cleared and flushed under the page-table lock, migration entry stored, then mapcount, then reference
 * leaves:  reclaim's half of try_to_unmap(), mlock, huge pages, notifiers (no secondary MMU here)
 */
#ifndef _MM_RMAP_C
#define _MM_RMAP_C

#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

#include <mm/page_vma_mapped.c>

static inline bool try_to_unmap_one(struct page *page, struct mm_struct *mm, unsigned long address)
{
	struct page_vma_mapped_walk pvmw = { .page = page, .mm = mm, .address = address };
	bool ret = true;

	while (page_vma_mapped_walk(&pvmw)) {
		pte_t pteval = ptep_clear_flush(mm, address, pvmw.pte);
		swp_entry_t entry;

		if (pte_dirty(pteval))
			set_page_dirty(page);

		entry = make_migration_entry(page, pte_write(pteval));
		set_pte_at(mm, address, pvmw.pte, swp_entry_to_pte(entry));

		page_remove_rmap(page);
		put_page(page);
	}
	return ret;
}

/* The caller holds the page lock and a reference.  Whether it worked is what page_mapped() says afterwards. */
void try_to_unmap(struct page *page, unsigned int flags)
{
	unsigned long address = page->index;

	BUG_ON(flags != TTU_MIGRATION);
	for (int i = 0; i < NR_MMS; i++)
		if (!try_to_unmap_one(page, &mms[i], address))
			break;
}

#endif /* _MM_RMAP_C */
