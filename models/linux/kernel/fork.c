/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork(): a new address space with the memory of the old one.
 *
 * kernel:  dup_mm() and dup_mmap(), kernel/fork.c, v5.8
 * keeps:   mmap_lock of the parent held for writing from before the first entry is copied until after the TLB flush
 * leaves:  the child's own mmap_lock (nobody can reach it yet); files, limits, uprobes; more than one VMA
 */
#ifndef _KERNEL_FORK_C
#define _KERNEL_FORK_C

#include <linux/mm.h>

#include <mm/memory.c>

static inline int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	struct vm_area_struct vma;
	int retval;

	mmap_write_lock(oldmm);

	vma = oldmm->mmap;
	mm->mmap = vma;
	retval = copy_page_range(mm, oldmm, &vma);

	flush_tlb_mm(oldmm);
	mmap_write_unlock(oldmm);
	return retval;
}

/* Nobody runs in the mm any more, or nobody ever did. */
void mmput(struct mm_struct *mm)
{
	exit_mmap(mm);
}

int dup_mm(struct mm_struct *mm, struct mm_struct *oldmm)
{
	int err = dup_mmap(mm, oldmm);

	if (err)
		mmput(mm);
	return err;
}

#endif /* _KERNEL_FORK_C */
