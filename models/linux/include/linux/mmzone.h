/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where a page lies.
 *
 * kernel:  include/linux/mmzone.h, v5.8
 */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#define ZONE_NORMAL	0
#define ZONE_MOVABLE	1
#define ZONE_DEVICE	2
#define ZONE_DEVICE_PRIVATE 3		/* ZONE_DEVICE as well; pgmap->type MEMORY_DEVICE_PRIVATE tells them apart */

#endif /* _LINUX_MMZONE_H */
