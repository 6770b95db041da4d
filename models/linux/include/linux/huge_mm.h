/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PMDs: none, a page table, or a huge page.
 *
 * kernel:  include/linux/huge_mm.h, include/linux/pgtable.h, arch/x86/include/asm/pgtable.h, v5.8
 * keeps:   a PMD is read and written whole; clearing it, and taking its write bit, are one locked access each; a PMD that is
 *          invalid for a moment is not present for hardware and GUP-fast, but still huge for who holds the lock
 * leaves:  the accessed, protnone, soft-dirty and devmap bits; huge zero page; PUDs
 */
#ifndef _LINUX_HUGE_MM_H
#define _LINUX_HUGE_MM_H

#include <linux/mm.h>
#include <linux/swapops.h>

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

static inline bool pmd_none(pmd_t pmd)
{
	return !pmd.present && !pmd.huge && !pmd.swp;
}

static inline bool pmd_trans_huge(pmd_t pmd)
{
	return pmd.huge;
}

static inline bool is_swap_pmd(pmd_t pmd)
{
	return pmd.swp;
}

static inline bool pmd_write(pmd_t pmd)
{
	return pmd.write;
}

static inline bool pmd_dirty(pmd_t pmd)
{
	return pmd.dirty;
}

/* May hardware go through it? */
static inline bool pmd_access_permitted(pmd_t pmd, bool write)
{
	return pmd.present && (!write || pmd.write);
}

static inline struct page *pmd_page(pmd_t pmd)
{
	return pfn_to_page(pmd.pfn);
}

static inline pgtable_t pmd_pgtable(pmd_t pmd)
{
	return &page_tables[pmd.pfn];
}

static inline pmd_t pmd_wrprotect(pmd_t pmd)
{
	pmd.write = false;
	return pmd;
}

static inline pmd_t pmd_mkwrite(pmd_t pmd)
{
	pmd.write = true;
	return pmd;
}

static inline pmd_t pmd_mkdirty(pmd_t pmd)
{
	pmd.dirty = true;
	return pmd;
}

static inline pmd_t mk_huge_pmd(const struct page *page)
{
	return (pmd_t){ .pfn = page_to_pfn(page), .present = true, .huge = true };
}

static inline pmd_t pmd_of_table(pgtable_t pgtable)
{
	return (pmd_t){ .pfn = pgtable - page_tables, .present = true };
}

static inline void set_pmd_at(struct mm_struct *mm, pmd_t pmd)
{
	store(&mm->pmd, pmd, relaxed);
}

static inline void pmd_populate(struct mm_struct *mm, pgtable_t pgtable)
{
	set_pmd_at(mm, pmd_of_table(pgtable));
}

static inline void pmdp_set_wrprotect(struct mm_struct *mm)
{
	pmd_t old_pmd;

	rmw(PTEP_ORDER) {
		old_pmd = mm->pmd;
		mm->pmd = pmd_wrprotect(old_pmd);
	}
}

static inline pmd_t pmdp_huge_get_and_clear(struct mm_struct *mm)
{
	pmd_t pmd;

	rmw(PTEP_ORDER) {
		pmd = mm->pmd;
		mm->pmd = (pmd_t){ 0 };
	}
	return pmd;
}

/* Hardware and GUP-fast find nothing; who holds the lock still sees a huge page. */
static inline pmd_t pmdp_invalidate(struct mm_struct *mm)
{
	pmd_t pmd;

	rmw(PTEP_ORDER) {
		pmd = mm->pmd;
		mm->pmd.present = false;
	}
	flush_tlb_mm(mm);
	return pmd;
}

/* khugepaged takes a page table away. */
static inline pmd_t pmdp_collapse_flush(struct mm_struct *mm)
{
	pmd_t pmd = pmdp_huge_get_and_clear(mm);

	flush_tlb_mm(mm);
	return pmd;
}

static inline spinlock_t *pmd_lock(struct mm_struct *mm)
{
	spin_lock(&mm->page_table_lock);
	return &mm->page_table_lock;
}

/* Under the lock of the PMD. */
static inline void pgtable_trans_huge_deposit(struct mm_struct *mm, pgtable_t pgtable)
{
	VM_BUG_ON(mm->pmd_huge_pte);
	mm->pmd_huge_pte = pgtable;
}

static inline pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm)
{
	pgtable_t pgtable = mm->pmd_huge_pte;

	mm->pmd_huge_pte = NULL;
	return pgtable;
}

/* include/linux/swapops.h */
static inline swp_entry_t pmd_to_swp_entry(pmd_t pmd)
{
	return (swp_entry_t){ .offset = pmd.pfn, .type = pmd.swp };
}

static inline pmd_t swp_entry_to_pmd(swp_entry_t entry)
{
	return (pmd_t){ .pfn = entry.offset, .swp = entry.type };
}

static inline bool is_pmd_migration_entry(pmd_t pmd)
{
	return is_swap_pmd(pmd) && is_migration_entry(pmd_to_swp_entry(pmd));
}

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
struct page_vma_mapped_walk;
void set_pmd_migration_entry(struct page_vma_mapped_walk *pvmw, struct page *page);
void remove_migration_pmd(struct page_vma_mapped_walk *pvmw, struct page *new);
void pmd_migration_entry_wait(struct mm_struct *mm);
struct page *alloc_migration_target(void);
void migrate_page_copy(struct page *newpage, struct page *page);
#endif

/* Nobody can say that there is a page table.  Once there is one it stays, for who holds mmap_lock. */
static inline bool pmd_trans_unstable(struct mm_struct *mm)
{
	pmd_t pmd = pmdp_get(mm);

	return pmd_none(pmd) || pmd_trans_huge(pmd) || is_swap_pmd(pmd);
}

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

#endif /* _LINUX_HUGE_MM_H */
