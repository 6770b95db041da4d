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

/* Spins until the condition, which may ask for VAL, is true of what is there. */
#define __smp_cond_load(p, condition, order)				\
	({								\
		__typeof__(*(p)) VAL;					\
		do {							\
			VAL = load(p, order);				\
		} while (!(condition));					\
		VAL;							\
	})
#define smp_cond_load_relaxed(p, condition) __smp_cond_load(p, condition, relaxed)
#define smp_cond_load_acquire(p, condition) __smp_cond_load(p, condition, acquire)
#define atomic_cond_read_relaxed(v, condition) smp_cond_load_relaxed(&(v)->counter, condition)
#define atomic_cond_read_acquire(v, condition) smp_cond_load_acquire(&(v)->counter, condition)

/* Nothing on x86, where a lock is a locked instruction; a full barrier where one is not. */
#define smp_mb__after_spinlock() fence(after_atomic)
#define smp_acquire__after_ctrl_dep() fence(acquire)

#endif /* _ASM_BARRIER_H */
