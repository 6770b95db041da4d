/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The page tables of fork(): the part of the kernel's mm/memory.c that copies them.
 *
 * kernel:  copy_page_range(), mm/memory.c, v5.8, with df3a57d1f607's split of copy_one_pte() taken in advance
 * keeps:   which access comes before which, and what is looked at again after a lock was dropped
 * leaves:  swap, userfaultfd, shared mappings, accounting
 */
#ifndef _MM_MEMORY_FORK_C
#define _MM_MEMORY_FORK_C

#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

/* The child gets the same entry; the page belongs to both from now on, so neither may write when it is there again. */
static inline void copy_nonpresent_pte(struct mm_struct *dst_mm, struct mm_struct *src_mm, pte_t *dst_pte, pte_t *src_pte,
				       unsigned long addr, pte_t pte)
{
	swp_entry_t entry = pte_to_swp_entry(pte);

	if (!non_swap_entry(entry)) {
		swap_duplicate(entry);
	} else if (is_device_private_entry(entry)) {
		get_page(device_private_entry_to_page(entry));
		page_dup_rmap(device_private_entry_to_page(entry));
		if (is_write_device_private_entry(entry)) {
			make_device_private_entry_read(&entry);
			pte = swp_entry_to_pte(entry);
			set_pte_at(src_mm, addr, src_pte, pte);
		}
	} else if (is_write_migration_entry(entry)) {
		make_migration_entry_read(&entry);
		pte = swp_entry_to_pte(entry);
		set_pte_at(src_mm, addr, src_pte, pte);
	}
	set_pte_at(dst_mm, addr, dst_pte, pte);
}

static inline void copy_present_pte(struct mm_struct *dst_mm, struct mm_struct *src_mm, pte_t *dst_pte, pte_t *src_pte,
				    unsigned long addr, pte_t pte)
{
	struct page *page = pte_page(pte);

	if (pte_write(pte)) {
		ptep_set_wrprotect(src_mm, addr, src_pte);
		pte = pte_wrprotect(pte);
	}
	get_page(page);
	page_dup_rmap(page);
	set_pte_at(dst_mm, addr, dst_pte, pte);
}

static inline int copy_pte_range(struct mm_struct *dst_mm, struct mm_struct *src_mm, unsigned long addr, unsigned long end)
{
	pte_t *src_pte, *dst_pte;
	spinlock_t *src_ptl, *dst_ptl;

	dst_pte = pte_offset_map_lock(dst_mm, addr, &dst_ptl);
	src_ptl = pte_lockptr(src_mm);
	spin_lock(src_ptl);

	for (; addr != end; addr++) {
		pte_t pte;

		dst_pte = pte_offset_map(dst_mm, addr);
		src_pte = pte_offset_map(src_mm, addr);
		pte = ptep_get(src_pte);
		if (pte_none(pte))
			continue;
		if (!pte_present(pte)) {
			copy_nonpresent_pte(dst_mm, src_mm, dst_pte, src_pte, addr, pte);
			continue;
		}
		copy_present_pte(dst_mm, src_mm, dst_pte, src_pte, addr, pte);
	}

	spin_unlock(src_ptl);
	pte_unmap_unlock(dst_pte, dst_ptl);
	return 0;
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

static inline int copy_pmd_range(struct mm_struct *dst_mm, struct mm_struct *src_mm, unsigned long addr, unsigned long end)
{
	pmd_t pmd = pmdp_get(src_mm);

	if (is_swap_pmd(pmd) || pmd_trans_huge(pmd)) {
		int err = copy_huge_pmd(dst_mm, src_mm);

		if (err != -EAGAIN)
			return err;
		/* fall through: there are entries now */
	}
	if (pmd_none(pmdp_get(src_mm)))
		return 0;
	if (pte_alloc(dst_mm))
		return -ENOMEM;
	return copy_pte_range(dst_mm, src_mm, addr, end);
}

#else
#define copy_pmd_range copy_pte_range
#endif

/* The caller holds mmap_lock of src_mm for writing. */
int copy_page_range(struct mm_struct *dst_mm, struct mm_struct *src_mm, const struct vm_area_struct *vma)
{
	int ret;

	/* Page faults will find again what is not copied, unless the driver put it there. */
	if (!vma->mixedmap && !vma->anon_vma)
		return 0;

	if (is_vm_hugetlb_page(vma))
		return copy_hugetlb_page_range(dst_mm, src_mm);

	mmu_notifier_invalidate_range_start(src_mm);
	ret = copy_pmd_range(dst_mm, src_mm, 0, NR_PTES);
	mmu_notifier_invalidate_range_end(src_mm);
	return ret;
}

#endif /* _MM_MEMORY_FORK_C */
