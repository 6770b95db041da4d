/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where a page lies.
 *
 * kernel:  include/linux/mmzone.h, v5.8
 */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

enum zone_type {
	ZONE_NORMAL,
	ZONE_MOVABLE,
	ZONE_DEVICE,
	ZONE_DEVICE_PRIVATE		/* ZONE_DEVICE as well; pgmap->type MEMORY_DEVICE_PRIVATE tells them apart */
};

#endif /* _LINUX_MMZONE_H */
