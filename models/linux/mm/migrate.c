/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moves a mapped page to another page: compaction, memory offlining, move_pages(2).
 *
 * kernel:  mm/migrate.c, v5.8
 * keeps:   page lock from before the entries change until after they are back; the reference test between unmapping and
 *          copying; the way back for a page that is still referenced; waiters that sleep on the page lock
 * leaves:  page-cache and movable-ops pages, huge pages, lists of pages (one page a call), writeback
 *
 * The mover holds the page lock and the page-table lock of the entry at hand, never mmap_lock.
 */
#ifndef _MM_MIGRATE_C
#define _MM_MIGRATE_C

#include <linux/migrate.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

#include <mm/rmap.c>
#include <mm/vmscan.c>

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
#include <mm/memory.c>
#else
#define alloc_migration_target()	alloc_page()
#define migrate_page_copy(newpage, page) copy_highpage(newpage, page)
#endif

/* Somebody needs the page behind a migration entry: sleep until it is unlocked, then the caller looks again. */
void migration_entry_wait(struct mm_struct *mm, unsigned long address)
{
	spinlock_t *ptl;
	pte_t *ptep = pte_offset_map_lock(mm, address, &ptl);
	pte_t pte = ptep_get(ptep);
	struct page *page;

	if (!is_swap_pte(pte) || !is_migration_entry(pte_to_swp_entry(pte)))
		goto out;

	page = migration_entry_to_page(pte_to_swp_entry(pte));
	if (!get_page_unless_zero(page))
		goto out;
	spin_unlock(ptl);
	put_and_wait_on_page_locked(page);
	return;
out:
	spin_unlock(ptl);
}

/* Turns the migration entry for `old` in one mm into a mapping of `new`; `new` may be `old`, if the move failed. */
static inline void remove_migration_pte(struct page *new, struct mm_struct *mm, unsigned long address, struct page *old)
{
	struct page_vma_mapped_walk pvmw = { .page = old, .mm = mm, .address = address, .flags = PVMW_MIGRATION };

	while (page_vma_mapped_walk(&pvmw)) {
		swp_entry_t entry;
		pte_t pte;

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
		if (!pvmw.pte) {
			remove_migration_pmd(&pvmw, new);
			continue;
		}
#endif
		get_page(new);
		if (!new->owner) {		/* for the properties: from here on it is this mm's page */
			new->owner = mm;
			new->address = address;
		}
		pte = mk_pte(new);
		entry = pte_to_swp_entry(ptep_get(pvmw.pte));
		if (is_write_migration_entry(entry))
			pte = pte_mkwrite(pte);
		if (is_device_private_page(new))
			pte = swp_entry_to_pte(make_device_private_entry(new, pte_write(pte)));

		set_pte_at(mm, address, pvmw.pte, pte);
		page_add_anon_rmap(new, mm, address);
	}
}

void remove_migration_ptes(struct page *old, struct page *new)
{
	unsigned long address = new->index;

	for (int i = 0; i < NR_MMS; i++)
		remove_migration_pte(new, &mms[i], address, old);
}

/* Besides the mover nobody may hold the page now: the mappings are gone, so any other reference is somebody who uses it. */
int migrate_page_move_mapping(struct page *newpage, struct page *page)
{
	int expected_count = 1;

	if (page_count(page) != expected_count)
		return -EAGAIN;
	atomic {		/* nobody else can see the new page yet */
		newpage->index = page->index;
		newpage->anon = page->anon;
	}
	return MIGRATEPAGE_SUCCESS;
}

static inline int migrate_page(struct page *newpage, struct page *page)
{
	int rc = migrate_page_move_mapping(newpage, page);

	if (rc != MIGRATEPAGE_SUCCESS)
		return rc;
	migrate_page_copy(newpage, page);
	return MIGRATEPAGE_SUCCESS;
}

static inline int __unmap_and_move(struct page *page, struct page *newpage)
{
	bool page_was_mapped = false;
	int rc = -EAGAIN;

	lock_page(page);
	if (!trylock_page(newpage))
		goto out_unlock;

	if (page_mapped(page)) {
		try_to_unmap(page, TTU_MIGRATION);
		page_was_mapped = true;
	}
	if (!page_mapped(page))
		rc = migrate_page(newpage, page);
	if (page_was_mapped)
		remove_migration_ptes(page, rc == MIGRATEPAGE_SUCCESS ? newpage : page);

	unlock_page(newpage);
out_unlock:
	unlock_page(page);
	if (rc == MIGRATEPAGE_SUCCESS)
		putback_lru_page(newpage);
	return rc;
}

static inline int unmap_and_move(struct page *page)
{
	struct page *newpage;
	int rc;

	if (page_count(page) == 1) {
		put_page(page);		/* all others have let go of it meanwhile */
		return MIGRATEPAGE_SUCCESS;
	}

	newpage = alloc_migration_target();
	if (!newpage)
		return -ENOMEM;

	rc = __unmap_and_move(page, newpage);
	put_page(rc == MIGRATEPAGE_SUCCESS ? page : newpage);
	return rc;
}

/* The page was isolated by the caller, who puts it back on the LRU if it could not be moved. */
int migrate_pages(struct page *page)
{
	int rc = -EAGAIN;

	for (int pass = 0; pass < NR_MIGRATE_PASSES && rc == -EAGAIN; pass++)
		rc = unmap_and_move(page);
	return rc;
}

#endif /* _MM_MIGRATE_C */
