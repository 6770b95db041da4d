/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether a VMA is write-protected by userfaultfd.  In a scenario that defines CONFIG_USERFAULTFD each is, in others none.
 *
 * kernel:  include/linux/userfaultfd_k.h, v5.8
 */
#ifndef _LINUX_USERFAULTFD_K_H
#define _LINUX_USERFAULTFD_K_H

#ifdef CONFIG_USERFAULTFD
#define userfaultfd_wp(vma)	true
#else
#define userfaultfd_wp(vma)	false
#endif

#endif /* _LINUX_USERFAULTFD_K_H */
