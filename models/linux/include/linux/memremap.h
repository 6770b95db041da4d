/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory of a device.
 *
 * kernel:  include/linux/memremap.h, mm/memremap.c, v5.8
 * keeps:   a page of device-private memory has a struct page and is counted like any other, is on no LRU list, cannot be
 *          accessed by CPUs, and goes back to its driver when the last reference is put
 * leaves:  the one reference that such a page has when it is in use by nobody (until v5.17), FS-DAX pages, the driver's lists
 */
#ifndef _LINUX_MEMREMAP_H
#define _LINUX_MEMREMAP_H

#include <linux/mm_types.h>
#include <linux/mmzone.h>

/* May a driver go away while one of its pages is back with it, and in use by nobody? */
#ifndef PGMAP_MAY_GO
#define PGMAP_MAY_GO 1
#endif

static inline bool is_zone_device_page(const struct page *page)
{
	return page->zone >= ZONE_DEVICE;
}

static inline bool is_device_private_page(const struct page *page)
{
#ifdef CONFIG_DEVICE_PRIVATE
	return page->zone == ZONE_DEVICE_PRIVATE;
#else
	(void)page;
	return false;
#endif
}

/* Looks up page->pgmap->ops: whose page is it? */
static inline void page_pgmap_ops(const struct page *page)
{
	atomic {
		undefined_unless(page->allocated || !PGMAP_MAY_GO,
				 "use after free: the pgmap of a page that is back with its driver");
	}
}

/* For witnesses: where a page was found that could not leave its device. */
enum device_page_stop { DEVICE_PAGE_MOVES, DEVICE_PAGE_IN_USE, DEVICE_PAGE_NO_MEMORY, DEVICE_PAGE_IN_USE_AGAIN };
ghost enum device_page_stop device_page_stopped_by;

#endif /* _LINUX_MEMREMAP_H */
