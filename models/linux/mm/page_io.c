/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writing a page to its slot in swap, and reading it back.
 *
 * kernel:  mm/page_io.c, v5.8
 * keeps:   a page is unlocked while it is written out, and locked while it is read
 * leaves:  requests and their queue: the device is one that is done when it is asked, as a RAM disk is
 */
#ifndef _MM_PAGE_IO_C
#define _MM_PAGE_IO_C

#include <linux/swap.h>

/* Entered with the page lock, returns without. */
void swap_writepage(struct page *page)
{
	int offset;

	if (try_to_free_swap(page)) {
		unlock_page(page);
		return;
	}
	offset = page_private(page);
	set_page_writeback(page);
	unlock_page(page);
	atomic { swap_info.device[offset] = page->content; }
	end_page_writeback(page);
}

/* Entered with the page lock, returns without. */
void swap_readpage(struct page *page)
{
	int offset = page_private(page);

	atomic { page->content = swap_info.device[offset]; }
	unlock_page(page);
}

#endif /* _MM_PAGE_IO_C */
