/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moves a huge page that is mapped by PMDs: a migration entry takes the place of the PMD.
 *
 * kernel:  set_pmd_migration_entry() and remove_migration_pmd(), mm/huge_memory.c; pmd_migration_entry_wait() and the page that is moved to,
 *          mm/migrate.c, v5.8
 * keeps:   under the lock of the PMD it is made invalid and flushed, then the entry is stored, then mapping and reference go
 * leaves:  huge pages that are mapped by entries: they stay where they are (fork-thp-split has migration entries for their pages)
 */
#ifndef _MM_HUGE_MIGRATE_C
#define _MM_HUGE_MIGRATE_C

#include <linux/huge_mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

void set_pmd_migration_entry(struct page_vma_mapped_walk *pvmw, struct page *page)
{
	pmd_t pmdval = pmdp_invalidate(pvmw->mm);
	swp_entry_t entry;

	if (pmd_dirty(pmdval))
		set_page_dirty(page);
	entry = make_migration_entry(page, pmd_write(pmdval));
	set_pmd_at(pvmw->mm, swp_entry_to_pmd(entry));
	page_remove_compound_rmap(page);
	put_page(page);
}

void remove_migration_pmd(struct page_vma_mapped_walk *pvmw, struct page *new)
{
	swp_entry_t entry = pmd_to_swp_entry(pmdp_get(pvmw->mm));
	pmd_t pmde = mk_huge_pmd(new);

	get_page(new);
	for (int i = 0; i < HPAGE_PMD_NR; i++) {	/* for the properties: from here on they are this mm's pages */
		if (!new[i].owner) {
			new[i].owner = pvmw->mm;
			new[i].address = i;
		}
	}
	if (is_write_migration_entry(entry))
		pmde = pmd_mkwrite(pmde);
	page_add_anon_compound_rmap(new);
	set_pmd_at(pvmw->mm, pmde);
}

/* As migration_entry_wait(). */
void pmd_migration_entry_wait(struct mm_struct *mm)
{
	spinlock_t *ptl = pmd_lock(mm);
	pmd_t pmd = pmdp_get(mm);
	struct page *page;

	if (!is_pmd_migration_entry(pmd))
		goto unlock;
	page = migration_entry_to_page(pmd_to_swp_entry(pmd));
	if (!get_page_unless_zero(page))
		goto unlock;
	spin_unlock(ptl);
	put_and_wait_on_page_locked(page);
	return;
unlock:
	spin_unlock(ptl);
}

struct page *alloc_migration_target(void)
{
	return alloc_hugepage_vma(NULL);
}

void migrate_page_copy(struct page *newpage, struct page *page)
{
	atomic {		/* nobody else can see the new page yet */
		for (int i = 0; i < HPAGE_PMD_NR; i++) {
			newpage[i].index = page[i].index;
			newpage[i].anon = page[i].anon;
		}
	}
	for (int i = 0; i < HPAGE_PMD_NR; i++)
		copy_highpage(newpage + i, page + i);
}

#endif /* _MM_HUGE_MIGRATE_C */
