/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether a VMA is one of hugetlbfs.  In a scenario that defines CONFIG_HUGETLB_VMAS each is, in others none.
 *
 * kernel:  include/linux/hugetlb.h, include/linux/hugetlb_inline.h, v5.8
 */
#ifndef _LINUX_HUGETLB_H
#define _LINUX_HUGETLB_H

#include <linux/mm_types.h>

#ifdef CONFIG_HUGETLB_VMAS

#define is_vm_hugetlb_page(vma)	true

int hugetlb_fault(struct mm_struct *mm, unsigned int flags);
int copy_hugetlb_page_range(struct mm_struct *dst, struct mm_struct *src);

#else

#define is_vm_hugetlb_page(vma)	false
#define hugetlb_fault(mm, flags) 0
#define copy_hugetlb_page_range(dst, src) 0

#endif /* CONFIG_HUGETLB_VMAS */

#endif /* _LINUX_HUGETLB_H */
