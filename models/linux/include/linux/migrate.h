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

#endif /* _LINUX_MIGRATE_H */
