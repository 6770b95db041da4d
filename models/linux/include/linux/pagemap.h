/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sleeping until a page is unlocked, without wanting the lock.
 *
 * kernel:  include/linux/pagemap.h, mm/filemap.c, v5.8
 * leaves:  the queue: a sleeper may be seen to sleep on through a short unlock, and wakes at the next
 */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/mm.h>

static ghost int nr_page_waiters;	/* threads that sleep here */

/* The sleeper is in the queue already when it puts its reference, so the page may go as soon as it is unlocked. */
static inline void put_and_wait_on_page_locked(struct page *page)
{
	put_page(page);
	nr_page_waiters++;
	atomic {
		might_sleep();
		await(!compound_head(page)->locked);
		nr_page_waiters--;
	}
}

#endif /* _LINUX_PAGEMAP_H */
