/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page-table entries.
 *
 * kernel:  include/linux/pgtable.h, arch/x86/include/asm/pgtable.h, v5.8
 * keeps:   an entry is read and written whole; clearing it and taking its write bit are one locked access each
 * leaves:  the accessed, protnone, special, soft-dirty and uffd-wp bits
 *
 * Hardware and GUP-fast look at entries without a lock, so every access is marked, also under the page-table lock.
 */
#ifndef _LINUX_PGTABLE_H
#define _LINUX_PGTABLE_H

#include <linux/mm_types.h>
#include <asm/tlbflush.h>

/*
 * full: x86.  relaxed: arm64, whose atomics on entries order nothing; it takes the write bit by a cmpxchg_relaxed() loop, so what is
 * read for that is a load, unlike that of atomic_inc().  PTEP_GENERIC: an entry is cleared by a load and a store, as
 * include/asm-generic does for machines that do not set dirty bits themselves.
 */
#ifndef PTEP_ORDER
#define PTEP_ORDER full
#endif

static inline bool pte_present(pte_t pte)
{
	return pte.present;
}

static inline bool pte_none(pte_t pte)
{
	return !pte.present && !pte.swp;
}

static inline bool pte_write(pte_t pte)
{
	return pte.write;
}

static inline bool pte_dirty(pte_t pte)
{
	return pte.dirty;
}

static inline int pte_pfn(pte_t pte)
{
	return pte.pfn;
}

static inline struct page *pte_page(pte_t pte)
{
	return pfn_to_page(pte.pfn);
}

static inline bool pte_same(pte_t a, pte_t b)
{
	return a.pfn == b.pfn && a.present == b.present && a.write == b.write && a.dirty == b.dirty && a.swp == b.swp;
}

static inline pte_t pte_wrprotect(pte_t pte)
{
	pte.write = false;
	return pte;
}

static inline pte_t pte_mkwrite(pte_t pte)
{
	pte.write = true;
	return pte;
}

static inline pte_t pte_mkdirty(pte_t pte)
{
	pte.dirty = true;
	return pte;
}

static inline pte_t mk_pte(const struct page *page)
{
	return (pte_t){ .pfn = page_to_pfn(page), .present = true };
}

static inline pte_t ptep_get(pte_t *ptep)
{
	return load(ptep, relaxed);
}

static inline void set_pte_at(struct mm_struct *mm, unsigned long address, pte_t *ptep, pte_t pte)
{
	(void)mm;
	(void)address;
	store(ptep, pte, relaxed);
}

static inline void ptep_set_wrprotect(struct mm_struct *mm, unsigned long address, pte_t *ptep)
{
	pte_t old_pte;

	(void)mm;
	(void)address;
	rmw(PTEP_ORDER) {
		old_pte = *ptep;
		*ptep = pte_wrprotect(old_pte);
	}
}

static inline pte_t ptep_get_and_clear(struct mm_struct *mm, unsigned long address, pte_t *ptep)
{
	pte_t pte;

#ifdef PTEP_GENERIC
	pte = ptep_get(ptep);
	set_pte_at(mm, address, ptep, (pte_t){ 0 });
#else
	(void)mm;
	(void)address;
	rmw(PTEP_ORDER) {
		pte = *ptep;
		*ptep = (pte_t){ 0 };
	}
#endif
	return pte;
}

static inline pte_t ptep_clear_flush(struct mm_struct *mm, unsigned long address, pte_t *ptep)
{
	pte_t pte = ptep_get_and_clear(mm, address, ptep);

	flush_tlb_page(mm, address);
	return pte;
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

/* The page tables of others change under a walker that holds no lock, so a PMD is read once, and marked. */
static inline pmd_t pmdp_get(struct mm_struct *mm)
{
	return load(&mm->pmd, relaxed);
}

static inline pte_t *pte_offset_pmd(struct mm_struct *mm, pmd_t pmd, unsigned long address)
{
	(void)mm;
	return &page_tables[pmd.pfn].pte[address];
}

static inline spinlock_t *pte_lock_of(struct mm_struct *mm, pmd_t pmd)
{
	(void)mm;
	return &page_tables[pmd.pfn].ptl;
}

static inline bool pmd_same(pmd_t a, pmd_t b)
{
	return a.pfn == b.pfn && a.present == b.present && a.huge == b.huge && a.write == b.write && a.dirty == b.dirty &&
	       a.swp == b.swp;
}

#else

/* "Folded": a level with one entry that never changes, and that nobody reads. */
typedef struct {
	char folded;
} pmd_t;

static inline pmd_t pmdp_get(struct mm_struct *mm)
{
	(void)mm;
	return (pmd_t){ 0 };
}

static inline pte_t *pte_offset_pmd(struct mm_struct *mm, pmd_t pmd, unsigned long address)
{
	(void)pmd;
	return &mm->pte[address];
}

static inline spinlock_t *pte_lock_of(struct mm_struct *mm, pmd_t pmd)
{
	(void)pmd;
	return &mm->ptl;
}

static inline bool pmd_same(pmd_t a, pmd_t b)
{
	return a.folded == b.folded;
}

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

static inline pte_t *pte_offset_map(struct mm_struct *mm, unsigned long address)
{
	return pte_offset_pmd(mm, pmdp_get(mm), address);
}

static inline spinlock_t *pte_lockptr(struct mm_struct *mm)
{
	return pte_lock_of(mm, pmdp_get(mm));
}

static inline pte_t *pte_offset_map_lock(struct mm_struct *mm, unsigned long address, spinlock_t **ptlp)
{
	pmd_t pmd = pmdp_get(mm);

	*ptlp = pte_lock_of(mm, pmd);
	spin_lock(*ptlp);
	return pte_offset_pmd(mm, pmd, address);
}

static inline void pte_unmap_unlock(pte_t *ptep, spinlock_t *ptl)
{
	(void)ptep;
	spin_unlock(ptl);
}

#endif /* _LINUX_PGTABLE_H */
