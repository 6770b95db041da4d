/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page faults, copy-on-write, and taking page tables down; memory_fork.c copies them.
 *
 * kernel:  mm/memory.c, v5.8
 * keeps:   which access comes before which, and what is looked at again after a lock was dropped
 * leaves:  the zero page, NUMA hints, userfaultfd, shared mappings, accounting; huge pages: huge_memory.c
 */
#ifndef _MM_MEMORY_C
#define _MM_MEMORY_C

#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>

#include <mm/anon_vma.c>
#include <mm/mmu_gather.c>

static inline void lru_cache_add(struct page *page)
{
	WRITE_ONCE(page->lru, true);
}

static inline void anon_vma_prepare(struct mm_struct *mm)
{
	if (!READ_ONCE(mm->mmap.anon_vma))		/* plain in the kernel, where the race is taken for harmless */
		__anon_vma_prepare(mm);
}

/* The page and the entry are not there yet: a new page of zeroes. */
static inline int do_anonymous_page(struct vm_fault *vmf)
{
	struct page *page;

	anon_vma_prepare(vmf->mm);
	page = alloc_page_vma(vmf->mm, vmf->address);
	if (!page)
		return VM_FAULT_OOM;
	store(&page->content, ((struct page_content){ 0 }), relaxed);

	vmf->pte = pte_offset_map_lock(vmf->mm, vmf->address, &vmf->ptl);
	if (!pte_none(ptep_get(vmf->pte))) {
		put_page(page);
		goto unlock;
	}
	page_add_new_anon_rmap(page, vmf->mm, vmf->address);
	lru_cache_add(page);
	set_pte_at(vmf->mm, vmf->address, vmf->pte, pte_mkwrite(pte_mkdirty(mk_pte(page))));
unlock:
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

/* Entered with a reference to the old page and without the page-table lock. */
static inline int wp_page_copy(struct vm_fault *vmf)
{
	struct page *old_page = vmf->page;
	struct page *new_page;
	bool page_copied = false;

	anon_vma_prepare(vmf->mm);
	new_page = alloc_page_vma(vmf->mm, vmf->address);
	if (!new_page) {
		put_page(old_page);
		return VM_FAULT_OOM;
	}
	copy_highpage(new_page, old_page);

	mmu_notifier_invalidate_range_start(vmf->mm);
	vmf->pte = pte_offset_map_lock(vmf->mm, vmf->address, &vmf->ptl);
	if (pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
		ptep_clear_flush(vmf->mm, vmf->address, vmf->pte);
		page_add_new_anon_rmap(new_page, vmf->mm, vmf->address);
		lru_cache_add(new_page);
		set_pte_at(vmf->mm, vmf->address, vmf->pte, pte_mkwrite(pte_mkdirty(mk_pte(new_page))));
		page_remove_rmap(old_page);

		new_page = old_page;		/* the reference of the old mapping is put */
		page_copied = true;
	}
	put_page(new_page);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	mmu_notifier_invalidate_range_end(vmf->mm);
	put_page(old_page);
	return page_copied ? VM_FAULT_WRITE : 0;
}

static inline void wp_page_reuse(struct vm_fault *vmf)
{
	set_pte_at(vmf->mm, vmf->address, vmf->pte, pte_mkwrite(pte_mkdirty(vmf->orig_pte)));
	pte_unmap_unlock(vmf->pte, vmf->ptl);
}

/* A write to an entry that is present and not writable.  Entered with the page-table lock, returns without. */
static inline int do_wp_page(struct vm_fault *vmf)
{
	vmf->page = pte_page(vmf->orig_pte);

	if (PageAnon(vmf->page)) {
		if (!trylock_page(vmf->page)) {
			get_page(vmf->page);
			pte_unmap_unlock(vmf->pte, vmf->ptl);
			lock_page(vmf->page);
			vmf->pte = pte_offset_map_lock(vmf->mm, vmf->address, &vmf->ptl);
			if (!pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
				unlock_page(vmf->page);
				pte_unmap_unlock(vmf->pte, vmf->ptl);
				put_page(vmf->page);
				return 0;
			}
			put_page(vmf->page);
		}
		if (reuse_swap_page(vmf->page)) {
			unlock_page(vmf->page);
			wp_page_reuse(vmf);
			return VM_FAULT_WRITE;
		}
		unlock_page(vmf->page);
	}

	get_page(vmf->page);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return wp_page_copy(vmf);
}

#ifndef _MM_MIGRATE_C
/* Scenarios in which nothing moves have no entries to wait for. */
static inline void migration_entry_wait_never(void)
{
	BUG_ON(true);
}
#define migration_entry_wait(mm, address) migration_entry_wait_never()
#endif

#ifndef _LIB_TEST_HMM_C
/* ... or no device that has memory of its own. */
static inline int migrate_to_ram_never(void)
{
	BUG_ON(true);
	return VM_FAULT_SIGBUS;
}
#define migrate_to_ram(vmf) migrate_to_ram_never()
#endif

#include <mm/memory_swap.c>

static inline int do_swap_page(struct vm_fault *vmf)
{
	swp_entry_t entry = pte_to_swp_entry(vmf->orig_pte);

	if (!non_swap_entry(entry))
		return do_swap_slot(vmf, entry);
	if (is_migration_entry(entry)) {
		migration_entry_wait(vmf->mm, vmf->address);
	} else if (is_device_private_entry(entry)) {
		vmf->page = device_private_entry_to_page(entry);
		page_pgmap_ops(vmf->page);
		return migrate_to_ram(vmf);
	}
	return 0;
}

static inline int handle_pte_fault(struct vm_fault *vmf)
{
	pte_t entry;

	vmf->pte = pte_offset_map(vmf->mm, vmf->address);
	vmf->orig_pte = ptep_get(vmf->pte);

	if (pte_none(vmf->orig_pte))
		return do_anonymous_page(vmf);
	if (!pte_present(vmf->orig_pte))
		return do_swap_page(vmf);

	vmf->ptl = pte_lockptr(vmf->mm);
	spin_lock(vmf->ptl);
	entry = vmf->orig_pte;
	if (!pte_same(ptep_get(vmf->pte), entry))
		goto unlock;
	if (vmf->flags & FAULT_FLAG_WRITE) {
		if (!pte_write(entry))
			return do_wp_page(vmf);
		entry = pte_mkdirty(entry);
	}
	if (!pte_same(entry, vmf->orig_pte))
		set_pte_at(vmf->mm, vmf->address, vmf->pte, entry);
unlock:
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#include <mm/huge_memory.c>
#endif
#ifdef CONFIG_HUGETLB_VMAS
#include <mm/hugetlb.c>
#endif

/* The caller holds mmap_lock for reading. */
int handle_mm_fault(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct vm_fault vmf = { .mm = mm, .address = address, .flags = flags };

	if (is_vm_hugetlb_page(&mm->mmap))
		return hugetlb_fault(mm, flags);
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	int ret = handle_pmd_fault(mm, flags);

	if (!(ret & VM_FAULT_FALLBACK))
		return ret;
#endif
	return handle_pte_fault(&vmf);
}

#include <mm/memory_fork.c>

static inline void zap_pte_range(struct mmu_gather *tlb, unsigned long addr, unsigned long end)
{
	struct mm_struct *mm = tlb->mm;
	spinlock_t *ptl;
	pte_t *pte;

	pte = pte_offset_map_lock(mm, addr, &ptl);
	for (; addr != end; addr++) {
		pte_t ptent;

		pte = pte_offset_map(mm, addr);
		ptent = ptep_get(pte);
		if (pte_none(ptent))
			continue;
		if (!pte_present(ptent)) {
			if (!non_swap_entry(pte_to_swp_entry(ptent)))
				free_swap_and_cache(pte_to_swp_entry(ptent));
			set_pte_at(mm, addr, pte, (pte_t){ 0 });
			if (is_device_private_entry(pte_to_swp_entry(ptent))) {
				page_remove_rmap(pte_page(ptent));
				put_page(pte_page(ptent));
			}
			continue;
		}
		ptent = ptep_get_and_clear(mm, addr, pte);
		page_remove_rmap(pte_page(ptent));
		tlb->pages[tlb->nr] = pte_page(ptent);
		tlb->nr++;
	}
	pte_unmap_unlock(pte, ptl);
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

static inline void zap_pmd_range(struct mmu_gather *tlb, unsigned long addr, unsigned long end)
{
	pmd_t pmd = pmdp_get(tlb->mm);

	if (is_swap_pmd(pmd) || pmd_trans_huge(pmd)) {
		if (end - addr != HPAGE_PMD_NR)
			__split_huge_pmd(tlb->mm, false, NULL);
		else if (zap_huge_pmd(tlb))
			return;
	}
	if (!pmd_none(pmdp_get(tlb->mm)))
		zap_pte_range(tlb, addr, end);
}

#else
#define zap_pmd_range zap_pte_range
#endif

/* madvise(MADV_DONTNEED): the caller holds mmap_lock for reading.  Truncation: the caller holds no lock of the mm. */
void zap_page_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct mmu_gather tlb = { .mm = mm };

	mmu_notifier_invalidate_range_start(mm);
	zap_pmd_range(&tlb, start, end);
	mmu_notifier_invalidate_range_end(mm);
	tlb_finish_mmu(&tlb);
}

/* Truncates the file behind private mappings; pages that were copied on write go as well.  Takes no mmap_lock. */
void unmap_mapping_range(unsigned long start, unsigned long end)
{
	for (int i = 0; i < NR_MMS; i++)
		zap_page_range(&mms[i], start, end);
}

void exit_mmap(struct mm_struct *mm)
{
	struct mmu_gather tlb = { .mm = mm };

	zap_pmd_range(&tlb, 0, NR_PTES);
	free_pgtables(&tlb);
	tlb_finish_mmu(&tlb);
}

#endif /* _MM_MEMORY_C */
