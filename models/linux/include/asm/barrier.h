/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Barriers between accesses of memory, and accesses that are half of one.
 *
 * kernel:  include/asm-generic/barrier.h, Documentation/memory-barriers.txt, v5.8
 * leaves:  barriers for devices, which nothing here has
 */
#ifndef _ASM_BARRIER_H
#define _ASM_BARRIER_H

#include <pincer.h>

#define smp_mb()		fence(full)
#define smp_rmb()		fence(read)
#define smp_wmb()		fence(write)

#define smp_mb__before_atomic()	fence(before_atomic)
#define smp_mb__after_atomic()	fence(after_atomic)

#define smp_load_acquire(p)	load(p, acquire)
#define smp_store_release(p, value) store(p, value, release)
#define smp_store_mb(x, value)	do { store(&(x), value, relaxed); fence(full); } while (0)

#endif /* _ASM_BARRIER_H */
