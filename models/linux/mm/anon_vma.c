/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Giving a VMA the anon_vma that it needs before an anonymous page may be mapped.
 *
 * kernel:  mm/rmap.c, v5.8; a file of its own, as scenarios without a reverse map need it too
 * keeps:   the allocation, which may sleep; the second look, under page_table_lock; what is not needed is given back
 * leaves:  anon_vma_chain; an anon_vma that is shared with a neighbour (find_mergeable_anon_vma()), and with that its lock; allocations
 *          that fail
 */
#ifndef _MM_ANON_VMA_C
#define _MM_ANON_VMA_C

#include <linux/gfp.h>

#if NR_ANON_VMAS

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#error "the lock of the one page table is page_table_lock here"
#endif

static inline struct anon_vma *anon_vma_alloc(void)
{
	struct anon_vma *anon_vma = NULL;

	atomic {
		might_sleep();
		for (int i = 0; i < NR_ANON_VMAS && !anon_vma; i++)
			if (!anon_vmas[i].allocated)
				anon_vma = &anon_vmas[i];
		anon_vma->allocated = true;
	}
	return anon_vma;
}

static inline void put_anon_vma(struct anon_vma *anon_vma)
{
	atomic { anon_vma->allocated = false; }
}

/* The caller has found none, but has not looked under a lock. */
static inline void __anon_vma_prepare(struct mm_struct *mm)
{
	struct anon_vma *anon_vma = anon_vma_alloc(), *allocated = anon_vma;

	spin_lock(&mm->ptl);
	if (!mm->mmap.anon_vma) {
		WRITE_ONCE(mm->mmap.anon_vma, anon_vma);	/* a plain store in the kernel */
		allocated = NULL;
	}
	spin_unlock(&mm->ptl);
	if (allocated)
		put_anon_vma(allocated);
}

#else

static inline void __anon_vma_prepare(struct mm_struct *mm)
{
	WRITE_ONCE(mm->mmap.anon_vma, true);
}

#endif /* NR_ANON_VMAS */

#endif /* _MM_ANON_VMA_C */
