/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of integer types, and the heads of lists.
 *
 * kernel:  include/linux/types.h, v5.8
 * leaves:  struct rcu_head and what is called with it: a model waits with synchronize_rcu()
 */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#include <linux/compiler.h>

typedef long ssize_t;
typedef long loff_t;
typedef unsigned int gfp_t;
typedef unsigned int uint;
typedef unsigned int uint32_t;
typedef unsigned long long uint64_t;
typedef unsigned long ulong;
typedef unsigned long pgoff_t;
typedef unsigned long uintptr_t;

#endif /* _LINUX_TYPES_H */
