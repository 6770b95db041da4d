/* SPDX-License-Identifier: GPL-2.0 */
/*
 * munmap(): the pages go, and the page tables after them.
 *
 * kernel:  __do_munmap(), unmap_region(), mm/mmap.c, v5.8
 * keeps:   mmap_lock for writing; entries first, then the table out of the PMD, then the flush, then what was gathered is freed
 * leaves:  the tree of VMAs; the downgrade of mmap_lock to reading, as nothing else of the mm runs in its scenarios
 */
#ifndef _MM_MMAP_C
#define _MM_MMAP_C

#include <linux/mm.h>

#include <mm/memory.c>

void do_munmap(struct mm_struct *mm)
{
	struct mmu_gather tlb = { .mm = mm };

	mmap_write_lock(mm);
	zap_pmd_range(&tlb, 0, NR_PTES);
	free_pgtables(&tlb);
	tlb_finish_mmu(&tlb);
	mmap_write_unlock(mm);
}

#endif /* _MM_MMAP_C */
