/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Transparent huge pages: a PMD that maps a huge page, for fork(), faults, GUP-slow and munmap(), and splitting it.
 *
 * kernel:  mm/huge_memory.c, v5.8
 * keeps:   a huge page has a page table deposited, so splitting its PMD needs no memory; the PMD is invalid while the entries are
 *          filled in, and they are there before the PMD names the table
 * leaves:  the huge zero page, file pages, PUDs, PageDoubleMap; the page lock in __split_huge_pmd() (c444eb564fb1), which keeps
 *          the map counts still for reuse_swap_page(): they change in one step here.  Faults do not allocate huge pages, except
 *          for the `initial` of scenarios
 */
#ifndef _MM_HUGE_MEMORY_C
#define _MM_HUGE_MEMORY_C

#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

/* The first mapping.  One step, as nobody else can see the page yet. */
static inline void page_add_new_anon_rmap_huge(struct page *head, struct mm_struct *mm)
{
	atomic {
		BUG_ON(!mm->mmap.anon_vma);
		for (int i = 0; i < HPAGE_PMD_NR; i++) {
			head[i].anon = true;
			head[i].index = i;
		}
		head->compound_mapcount.counter = 1;
	}
}

/* One more PMD, copied by fork(). */
static inline void page_dup_compound_rmap(struct page *head)
{
	atomic_inc(&head->compound_mapcount);
}

/* One more PMD: the end of a move. */
static inline void page_add_anon_compound_rmap(struct page *head)
{
	atomic_inc(&head->compound_mapcount);
}

static inline void page_remove_compound_rmap(struct page *head)
{
	atomic_dec(&head->compound_mapcount);
}

/* mm/memory.c: the PMD gets a page table, if it has nothing yet. */
static inline int pte_alloc(struct mm_struct *mm)
{
	pgtable_t pgtable;
	spinlock_t *ptl;

	if (!pmd_none(pmdp_get(mm)))
		return 0;
	pgtable = pte_alloc_one();
	if (!pgtable)
		return -ENOMEM;
	smp_wmb();			/* the table is empty before anybody can see it */
	ptl = pmd_lock(mm);
	if (pmd_none(pmdp_get(mm))) {
		pmd_populate(mm, pgtable);
		pgtable = NULL;
	}
	spin_unlock(ptl);
	if (pgtable)
		pte_free(pgtable);
	return 0;
}

/* A huge page that is mapped and written to. */
static inline int do_huge_pmd_anonymous_page(struct mm_struct *mm)
{
	struct page *page;
	pgtable_t pgtable;
	spinlock_t *ptl;

	anon_vma_prepare(mm);
	page = alloc_hugepage_vma(mm);
	pgtable = pte_alloc_one();
	if (!page || !pgtable)
		return VM_FAULT_OOM;

	ptl = pmd_lock(mm);
	page_add_new_anon_rmap_huge(page, mm);
	lru_cache_add(page);
	pgtable_trans_huge_deposit(mm, pgtable);
	set_pmd_at(mm, pmd_mkwrite(pmd_mkdirty(mk_huge_pmd(page))));
	spin_unlock(ptl);
	return 0;
}

/*
 * The entries of the deposited table take over from the PMD.  With `freeze` they are migration entries: nobody can get at the
 * pages, and the mappings and their references are gone.
 */
static inline void __split_huge_pmd_locked(struct mm_struct *mm, bool freeze)
{
	pmd_t old_pmd = pmdp_invalidate(mm);
	struct page *page = pmd_page(old_pmd);
	bool write = pmd_write(old_pmd);
	pgtable_t pgtable;

	atomic { page->_refcount.counter += HPAGE_PMD_NR - 1; }
	pgtable = pgtable_trans_huge_withdraw(mm);

	for (int i = 0; i < HPAGE_PMD_NR; i++) {
		pte_t entry;

		if (freeze) {
			entry = swp_entry_to_pte(make_migration_entry(page + i, write));
		} else {
			entry = mk_pte(page + i);
			if (write)
				entry = pte_mkwrite(entry);
		}
		set_pte_at(mm, i, &pgtable->pte[i], entry);
	}
	atomic {
		for (int i = 0; i < HPAGE_PMD_NR; i++)
			page[i]._mapcount.counter++;
		page->compound_mapcount.counter--;
	}
	smp_wmb();			/* the entries, then the PMD */
	pmd_populate(mm, pgtable);

	if (freeze) {
		for (int i = 0; i < HPAGE_PMD_NR; i++) {
			page_remove_rmap(page + i);
			put_page(page + i);
		}
	}
}

/* `page`: split only if the PMD maps this one; NULL: whatever it maps. */
void __split_huge_pmd(struct mm_struct *mm, bool freeze, struct page *page)
{
	spinlock_t *ptl = pmd_lock(mm);
	pmd_t pmd = pmdp_get(mm);

	VM_BUG_ON(freeze && !page);
	if (pmd_trans_huge(pmd) && (!page || page == pmd_page(pmd)))
		__split_huge_pmd_locked(mm, freeze);
	spin_unlock(ptl);
}

/* -EAGAIN: there is no huge page (any more), copy entries. */
int copy_huge_pmd(struct mm_struct *dst_mm, struct mm_struct *src_mm)
{
	spinlock_t *dst_ptl, *src_ptl;
	struct page *src_page;
	pgtable_t pgtable;
	int ret = -ENOMEM;
	pmd_t pmd;

	pgtable = pte_alloc_one();
	if (!pgtable)
		goto out;

	dst_ptl = pmd_lock(dst_mm);
	src_ptl = pmd_lock(src_mm);

	ret = -EAGAIN;
	pmd = pmdp_get(src_mm);
#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
	if (is_swap_pmd(pmd)) {
		swp_entry_t entry = pmd_to_swp_entry(pmd);

		if (is_write_migration_entry(entry)) {
			make_migration_entry_read(&entry);
			pmd = swp_entry_to_pmd(entry);
			set_pmd_at(src_mm, pmd);
		}
		pgtable_trans_huge_deposit(dst_mm, pgtable);
		set_pmd_at(dst_mm, pmd);
		ret = 0;
		goto out_unlock;
	}
#endif
	if (!pmd_trans_huge(pmd)) {
		pte_free(pgtable);
		goto out_unlock;
	}

	src_page = pmd_page(pmd);
	get_page(src_page);
	page_dup_compound_rmap(src_page);
	pgtable_trans_huge_deposit(dst_mm, pgtable);

	pmdp_set_wrprotect(src_mm);
	pmd = pmd_wrprotect(pmd);
	set_pmd_at(dst_mm, pmd);

	ret = 0;
out_unlock:
	spin_unlock(src_ptl);
	spin_unlock(dst_ptl);
out:
	return ret;
}

/* mprotect().  How many entries have changed; 0: there is no huge page (any more). */
static inline int change_huge_pmd(struct mm_struct *mm)
{
	spinlock_t *ptl = pmd_lock(mm);
	pmd_t pmd = pmdp_get(mm);
	int ret = 0;

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
	if (is_swap_pmd(pmd)) {
		swp_entry_t entry = pmd_to_swp_entry(pmd);

		if (is_write_migration_entry(entry)) {
			make_migration_entry_read(&entry);
			set_pmd_at(mm, swp_entry_to_pmd(entry));
		}
		ret = 1;
	}
#endif
	if (pmd_trans_huge(pmd)) {
		pmd = pmdp_invalidate(mm);
		set_pmd_at(mm, pmd_wrprotect(pmd));
		ret = HPAGE_PMD_NR;
	}
	spin_unlock(ptl);
	return ret;
}

/* Returns whether there was a huge page; its reference goes to `tlb`. */
static inline bool zap_huge_pmd(struct mmu_gather *tlb)
{
	struct mm_struct *mm = tlb->mm;
	spinlock_t *ptl = pmd_lock(mm);
	struct page *page;
	pmd_t orig_pmd;

	if (!pmd_trans_huge(pmdp_get(mm))) {
		spin_unlock(ptl);
		return false;
	}
	orig_pmd = pmdp_huge_get_and_clear(mm);
	page = pmd_page(orig_pmd);
	page_remove_compound_rmap(page);
	if (!is_vm_hugetlb_page(&mm->mmap))
		pte_free(pgtable_trans_huge_withdraw(mm));
	spin_unlock(ptl);

	tlb->pages[tlb->nr] = page;
	tlb->nr++;
	return true;
}

/* A write to a huge page that is not writable: it becomes so if nobody else maps it, else the PMD is split. */
static inline int do_huge_pmd_wp_page(struct mm_struct *mm, pmd_t orig_pmd)
{
	struct page *page = pmd_page(orig_pmd);
	spinlock_t *ptl = pmd_lock(mm);

	if (!pmd_same(pmdp_get(mm), orig_pmd))
		goto unlock;
	if (!trylock_page(page)) {
		get_page(page);
		spin_unlock(ptl);
		lock_page(page);
		spin_lock(ptl);
		if (!pmd_same(pmdp_get(mm), orig_pmd)) {
			unlock_page(page);
			spin_unlock(ptl);
			put_page(page);
			return 0;
		}
		put_page(page);
	}
	if (reuse_swap_page(page)) {
		set_pmd_at(mm, pmd_mkwrite(pmd_mkdirty(orig_pmd)));
		unlock_page(page);
		spin_unlock(ptl);
		return VM_FAULT_WRITE;
	}
	unlock_page(page);
	spin_unlock(ptl);
	__split_huge_pmd(mm, false, NULL);
#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
	if (pmd_trans_unstable(mm))
		return 0;		/* it is being moved, or has been: look again */
#endif
	return VM_FAULT_FALLBACK;
unlock:
	spin_unlock(ptl);
	return 0;
}

/* The part of mm/memory.c's __handle_mm_fault() that looks at the PMD. */
static inline int handle_pmd_fault(struct mm_struct *mm, unsigned int flags)
{
	pmd_t orig_pmd = pmdp_get(mm);

	if (pmd_none(orig_pmd))
		return pte_alloc(mm) ? VM_FAULT_OOM : VM_FAULT_FALLBACK;
#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
	if (is_pmd_migration_entry(orig_pmd)) {
		pmd_migration_entry_wait(mm);
		return 0;
	}
#endif
	if (!pmd_trans_huge(orig_pmd))
		return VM_FAULT_FALLBACK;
	if ((flags & FAULT_FLAG_WRITE) && !pmd_write(orig_pmd))
		return do_huge_pmd_wp_page(mm, orig_pmd);
	return 0;
}

#ifdef CONFIG_ARCH_ENABLE_THP_MIGRATION
#include <mm/huge_migrate.c>
#endif

#endif /* _MM_HUGE_MEMORY_C */
