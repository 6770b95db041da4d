/* SPDX-License-Identifier: GPL-2.0 */
/*
 * vmsplice(): pages of a process go into a pipe as they are.
 *
 * kernel:  fs/splice.c, fs/pipe.c, v5.8
 * keeps:   the pipe holds a reference that was taken for reading, and whoever reads the pipe reads the page as it is then
 * leaves:  all but one buffer; gifts; splicing from the pipe
 */
#ifndef _FS_SPLICE_C
#define _FS_SPLICE_C

#include <linux/mm.h>

#include <mm/gup.c>

struct pipe_inode_info {
	struct page *page;		/* the one buffer; under the pipe's mutex */
};

static inline int vmsplice_to_pipe(struct task_struct *current, struct pipe_inode_info *pipe, unsigned long address)
{
	struct page *pages[1];

	if (get_user_pages_fast(current, address, 1, 0, pages) != 1)
		return -EFAULT;
	WRITE_ONCE(pipe->page, pages[0]);
	return 0;
}

/* What a CPU had written to the page. */
static inline int pipe_read(struct pipe_inode_info *pipe)
{
	struct page *page = READ_ONCE(pipe->page);
	int value;

	atomic {
		undefined_unless(page->allocated, "use after free: a free page is read from a pipe");
		value = page->content.cpu;
	}
	WRITE_ONCE(pipe->page, NULL);
	put_page(page);
	return value;
}

#endif /* _FS_SPLICE_C */
