/* SPDX-License-Identifier: GPL-2.0 */
/* BUG_ON() and WARN_ON(): linux/compiler.h has them, and this is the name under which the kernel has them. */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <linux/compiler.h>

#endif /* _LINUX_BUG_H */
