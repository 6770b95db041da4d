/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moving a page.
 *
 * kernel:  include/linux/migrate.h, v5.8
 */
#ifndef _LINUX_MIGRATE_H
#define _LINUX_MIGRATE_H

#include <linux/mm.h>

#define MIGRATEPAGE_SUCCESS	0

/* How often a page is tried that somebody still refers to; 10 in the kernel. */
#ifndef NR_MIGRATE_PASSES
#define NR_MIGRATE_PASSES 1
#endif

#define MIGRATE_PFN_VALID	0x1
#define MIGRATE_PFN_MIGRATE	0x2
#define MIGRATE_PFN_WRITE	0x4
#define MIGRATE_PFN_SHIFT	3

#define MIGRATE_VMA_SELECT_SYSTEM		0x1
#define MIGRATE_VMA_SELECT_DEVICE_PRIVATE	0x2

/* One page; the kernel has arrays. */
struct migrate_vma {
	struct mm_struct *mm;
	unsigned long *src;
	unsigned long *dst;
	unsigned long start;
	unsigned int flags;		/* which pages shall move */
};

static inline struct page *migrate_pfn_to_page(unsigned long mpfn)
{
	return mpfn & MIGRATE_PFN_VALID ? pfn_to_page(mpfn >> MIGRATE_PFN_SHIFT) : NULL;
}

static inline unsigned long migrate_pfn(unsigned long pfn)
{
	return pfn << MIGRATE_PFN_SHIFT | MIGRATE_PFN_VALID;
}

#endif /* _LINUX_MIGRATE_H */
