/* SPDX-License-Identifier: GPL-2.0 */
/*
 * UFFDIO_WRITEPROTECT without the protection: a monitor says that pages may be written to again.
 *
 * kernel:  mwriteprotect_range(), mm/userfaultfd.c, v5.8
 * keeps:   mmap_lock is held for reading only; entries that were writable are not any more, though that is not what was asked for
 * leaves:  the bit in the entry and the faults that wait for the monitor: here nothing was protected before
 */
#ifndef _MM_USERFAULTFD_C
#define _MM_USERFAULTFD_C

#include <linux/userfaultfd_k.h>

#include <mm/mprotect.c>

void mwriteprotect_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	mmap_read_lock(mm);
	change_protection(mm, start, end);
	mmap_read_unlock(mm);
}

#endif /* _MM_USERFAULTFD_C */
