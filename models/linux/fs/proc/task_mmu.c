/* SPDX-License-Identifier: GPL-2.0 */
/*
 * /proc/PID/clear_refs: from now on, who writes to which page?
 *
 * kernel:  clear_refs_write() with CLEAR_REFS_SOFT_DIRTY, fs/proc/task_mmu.c, v5.8
 * keeps:   each entry is cleared and stored read-only under the page-table lock, the TLB is flushed once at the end
 * leaves:  the soft-dirty bits: nobody here reads them, and the write protection is what does harm
 */
#ifndef _FS_PROC_TASK_MMU_C
#define _FS_PROC_TASK_MMU_C

#include <linux/mm.h>

static inline void clear_soft_dirty(struct mm_struct *mm, unsigned long addr, pte_t *pte)
{
	pte_t ptent = ptep_get(pte);

	if (pte_present(ptent)) {
		pte_t old_pte = ptep_get_and_clear(mm, addr, pte);

		set_pte_at(mm, addr, pte, pte_wrprotect(old_pte));
	}
}

static inline void clear_refs_pte_range(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	spinlock_t *ptl;
	pte_t *pte = pte_offset_map_lock(mm, addr, &ptl);

	for (; addr != end; addr++) {
		pte = pte_offset_map(mm, addr);
		clear_soft_dirty(mm, addr, pte);
	}
	pte_unmap_unlock(pte, ptl);
}

void clear_refs_write(struct mm_struct *mm)
{
	mmap_read_lock(mm);
	clear_refs_pte_range(mm, 0, NR_PTES);
	flush_tlb_mm(mm);
	mmap_read_unlock(mm);
}

#endif /* _FS_PROC_TASK_MMU_C */
