/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Marked accesses and the words that stop a kernel.
 *
 * kernel:  include/linux/compiler.h, include/linux/bug.h, v5.8
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#include <pincer.h>
#include <asm/barrier.h>

#define READ_ONCE(x)		load(&(x), relaxed)
#define WRITE_ONCE(x, value)	store(&(x), value, relaxed)

#define likely(x)		(x)
#define unlikely(x)		(x)

/* A kernel that gets here has found that it is broken. */
#define BUG()			assert(false)
#define BUG_ON(condition)	assert(!(condition))
#define VM_BUG_ON(condition)	assert(!(condition))

#include <linux/kernel.h>

#endif /* _LINUX_COMPILER_H */
