/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moves a page into the memory of a device, or out of it, for the driver of that device.
 *
 * kernel:  mm/migrate.c, v5.8; a file of its own since 76cbbead253d (v5.16)
 * keeps:   the stages collect, unmap, pages, finalize; the page is locked before its entry changes, and not waited for; the
 *          reference tests at the end of the second stage and in the third, between which the driver copies; on every
 *          way out the page is unlocked before the reference is put
 * leaves:  more than one page a call; holes; huge pages; pages that are locked only after all have been collected (a page
 *          that cannot be locked at once is left alone, as since ab09243aa95a, v5.18)
 */
#ifndef _MM_MIGRATE_DEVICE_C
#define _MM_MIGRATE_DEVICE_C

#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>

#include <mm/migrate.c>

static inline bool is_selected(const struct migrate_vma *migrate, pte_t pte)
{
	if (pte_present(pte))
		return migrate->flags & MIGRATE_VMA_SELECT_SYSTEM;
	return (migrate->flags & MIGRATE_VMA_SELECT_DEVICE_PRIVATE) && is_device_private_entry(pte_to_swp_entry(pte));
}

static inline void migrate_vma_collect_pmd(struct migrate_vma *migrate)
{
	unsigned long addr = migrate->start;
	struct page *page;
	spinlock_t *ptl;
	pte_t *ptep, pte;
	bool write;

	ptep = pte_offset_map_lock(migrate->mm, addr, &ptl);
	pte = ptep_get(ptep);
	if (!is_selected(migrate, pte))
		goto next;
	page = pte_page(pte);
	write = pte_write(pte) || is_write_device_private_entry(pte_to_swp_entry(pte));

	get_page(page);
	if (trylock_page(page)) {
		pte = ptep_get_and_clear(migrate->mm, addr, ptep);
		if (pte_dirty(pte))
			set_page_dirty(page);
		set_pte_at(migrate->mm, addr, ptep, swp_entry_to_pte(make_migration_entry(page, write)));
		page_remove_rmap(page);
		put_page(page);

		*migrate->src = migrate_pfn(page_to_pfn(page)) | MIGRATE_PFN_MIGRATE;
		if (write)
			*migrate->src |= MIGRATE_PFN_WRITE;
		if (pte_present(pte))
			flush_tlb_page(migrate->mm, addr);
	} else {
		put_page(page);
	}
next:
	pte_unmap_unlock(ptep, ptl);
}

static inline void migrate_vma_collect(struct migrate_vma *migrate)
{
	mmu_notifier_invalidate_range_start(migrate->mm);
	migrate_vma_collect_pmd(migrate);
	mmu_notifier_invalidate_range_end(migrate->mm);
}

/* Is anybody there besides the caller and the mappings?  Of a device's page one assumes: somebody who waits for it to move. */
static inline bool migrate_vma_check_page(struct page *page)
{
	int extra = 1;

	if (is_zone_device_page(page))
		return true;

	if (page_count(page) - extra > page_mapcount(page))
		return false;
	return true;
}

static inline void migrate_vma_unmap(struct migrate_vma *migrate)
{
	struct page *page = migrate_pfn_to_page(*migrate->src);
	bool on_lru = !is_zone_device_page(page);

	if (on_lru) {
		if (isolate_lru_page(page)) {
			on_lru = false;
			goto restore;
		}
		put_page(page);			/* collect's; that of the isolation is enough */
	}
	if (page_mapped(page))
		try_to_unmap(page, TTU_MIGRATION);
	if (!page_mapped(page) && migrate_vma_check_page(page))
		return;
	device_page_stopped_by = DEVICE_PAGE_IN_USE;
restore:
	remove_migration_ptes(page, page);
	*migrate->src = 0;
	unlock_page(page);
	if (on_lru)
		putback_lru_page(page);
	else
		put_page(page);
}

/* When this returns, *src says whether there is a page that is locked, unmapped, and the driver's to copy. */
int migrate_vma_setup(struct migrate_vma *args)
{
	*args->src = 0;
	*args->dst = 0;
	migrate_vma_collect(args);
	if (*args->src & MIGRATE_PFN_MIGRATE)
		migrate_vma_unmap(args);
	return 0;
}

/* Hands what the kernel knows about the source to the destination; the contents are the caller's to copy. */
void migrate_vma_pages(struct migrate_vma *migrate)
{
	struct page *newpage = migrate_pfn_to_page(*migrate->dst);
	struct page *page = migrate_pfn_to_page(*migrate->src);

	if (!page)
		return;
	if (!newpage) {
		device_page_stopped_by = DEVICE_PAGE_NO_MEMORY;
		*migrate->src &= ~MIGRATE_PFN_MIGRATE;
		return;
	}
	if (migrate_page_move_mapping(newpage, page) != MIGRATEPAGE_SUCCESS) {
		device_page_stopped_by = DEVICE_PAGE_IN_USE_AGAIN;
		*migrate->src &= ~MIGRATE_PFN_MIGRATE;
	}
}

static inline void migrate_vma_putback(struct page *page)
{
	if (is_zone_device_page(page))
		put_page(page);
	else
		putback_lru_page(page);
}

void migrate_vma_finalize(struct migrate_vma *migrate)
{
	struct page *newpage = migrate_pfn_to_page(*migrate->dst);
	struct page *page = migrate_pfn_to_page(*migrate->src);

	if (!page)
		return;
	if (!(*migrate->src & MIGRATE_PFN_MIGRATE) || !newpage) {
		if (newpage) {
			unlock_page(newpage);
			put_page(newpage);
		}
		newpage = page;
	}

	remove_migration_ptes(page, newpage);
	unlock_page(page);
	migrate_vma_putback(page);

	if (newpage != page) {
		unlock_page(newpage);
		migrate_vma_putback(newpage);
	}
}

#endif /* _MM_MIGRATE_DEVICE_C */
