/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The atomics that linux/atomic.h has no function for: with weaker orders, of long, and those that return what was there before.
 *
 * kernel:  Documentation/atomic_t.txt, include/linux/atomic/atomic-arch-fallback.h, v6.6
 * keeps:   without a suffix those that return a value are full barriers, those that do not order nothing; nor does one that
 *          fails, as a cmpxchg or an add_unless that does not write, but on x86
 */
#ifndef _LINUX_ATOMIC_FALLBACK_H
#define _LINUX_ATOMIC_FALLBACK_H

#include <linux/spinlock.h>

typedef struct {
	long counter;
} atomic_long_t;

typedef atomic_long_t atomic64_t;

#define ATOMIC_LONG_INIT(i)	{ (i) }
#define ATOMIC64_INIT(i)	{ (i) }

#define __atomic_xchg(p, value, order)					\
	({								\
		__typeof__(*(p)) __old;					\
		__typeof__(*(p)) __new = (value);			\
		rmw(order) { __old = *(p); *(p) = __new; }		\
		__old;							\
	})
#define __atomic_cmpxchg(p, expected, value, order)			\
	({								\
		__typeof__(*(p)) __old;					\
		__typeof__(*(p)) __expected = (expected);		\
		__typeof__(*(p)) __new = (value);			\
		rmw(order) {						\
			__old = *(p);					\
			if (__old == __expected)			\
				*(p) = __new;				\
		}							\
		__old;							\
	})
/* True if it was as expected; else `*expected` is what was there. */
#define __atomic_try_cmpxchg(p, expected, value, order)			\
	({								\
		__typeof__(*(p)) __was = *(expected);			\
		__typeof__(*(p)) __seen = __atomic_cmpxchg(p, __was, value, order); \
		*(expected) = __seen;					\
		__seen == __was;					\
	})
#define __atomic_fetch(v, op, i, order)					\
	({								\
		__typeof__((v)->counter) __old;				\
		__typeof__((v)->counter) __by = (i);			\
		rmw(order) { __old = (v)->counter; (v)->counter = __old op __by; } \
		__old;							\
	})
#define __atomic_return(v, op, i, order)				\
	({								\
		__typeof__((v)->counter) __now;				\
		__typeof__((v)->counter) __by = (i);			\
		rmw(order) { __now = (v)->counter op __by; (v)->counter = __now; } \
		__now;							\
	})
#define __atomic_void(v, op, i)						\
	do {								\
		__typeof__((v)->counter) __by = (i);			\
		rmw(relaxed) { (v)->counter = (v)->counter op __by; }	\
	} while (0)
#define __atomic_add_unless(v, i, unless, order)			\
	({								\
		__typeof__((v)->counter) __before;			\
		__typeof__((v)->counter) __by = (i);			\
		__typeof__((v)->counter) __unless = (unless);		\
		rmw(order) {						\
			__before = (v)->counter;			\
			if (__before != __unless)			\
				(v)->counter = __before + __by;		\
		}							\
		__before;						\
	})

#define xchg_relaxed(p, value)			__atomic_xchg(p, value, relaxed)
#define xchg_acquire(p, value)			__atomic_xchg(p, value, acquire)
#define xchg_release(p, value)			__atomic_xchg(p, value, release)
#define cmpxchg_relaxed(p, old, new)		__atomic_cmpxchg(p, old, new, relaxed)
#define cmpxchg_acquire(p, old, new)		__atomic_cmpxchg(p, old, new, acquire)
#define cmpxchg_release(p, old, new)		__atomic_cmpxchg(p, old, new, release)
#define try_cmpxchg(p, old, new)		__atomic_try_cmpxchg(p, old, new, full)
#define try_cmpxchg_relaxed(p, old, new)	__atomic_try_cmpxchg(p, old, new, relaxed)
#define try_cmpxchg_acquire(p, old, new)	__atomic_try_cmpxchg(p, old, new, acquire)
#define try_cmpxchg_release(p, old, new)	__atomic_try_cmpxchg(p, old, new, release)

#define atomic_read_acquire(v)			smp_load_acquire(&(v)->counter)
#define atomic_set_release(v, i)		smp_store_release(&(v)->counter, i)

#define atomic_and(i, v)			__atomic_void(v, &, i)
#define atomic_or(i, v)				__atomic_void(v, |, i)
#define atomic_xor(i, v)			__atomic_void(v, ^, i)
#define atomic_andnot(i, v)			__atomic_void(v, & ~, i)

#define atomic_add_return_relaxed(i, v)		__atomic_return(v, +, i, relaxed)
#define atomic_add_return_acquire(i, v)		__atomic_return(v, +, i, acquire)
#define atomic_add_return_release(i, v)		__atomic_return(v, +, i, release)
#define atomic_sub_return_relaxed(i, v)		__atomic_return(v, -, i, relaxed)
#define atomic_sub_return_acquire(i, v)		__atomic_return(v, -, i, acquire)
#define atomic_sub_return_release(i, v)		__atomic_return(v, -, i, release)
#define atomic_inc_return_relaxed(v)		__atomic_return(v, +, 1, relaxed)
#define atomic_inc_return_acquire(v)		__atomic_return(v, +, 1, acquire)
#define atomic_inc_return_release(v)		__atomic_return(v, +, 1, release)
#define atomic_dec_return_relaxed(v)		__atomic_return(v, -, 1, relaxed)
#define atomic_dec_return_acquire(v)		__atomic_return(v, -, 1, acquire)
#define atomic_dec_return_release(v)		__atomic_return(v, -, 1, release)

#define atomic_fetch_add(i, v)			__atomic_fetch(v, +, i, full)
#define atomic_fetch_add_relaxed(i, v)		__atomic_fetch(v, +, i, relaxed)
#define atomic_fetch_add_acquire(i, v)		__atomic_fetch(v, +, i, acquire)
#define atomic_fetch_add_release(i, v)		__atomic_fetch(v, +, i, release)
#define atomic_fetch_sub(i, v)			__atomic_fetch(v, -, i, full)
#define atomic_fetch_sub_relaxed(i, v)		__atomic_fetch(v, -, i, relaxed)
#define atomic_fetch_sub_acquire(i, v)		__atomic_fetch(v, -, i, acquire)
#define atomic_fetch_sub_release(i, v)		__atomic_fetch(v, -, i, release)
#define atomic_fetch_inc(v)			__atomic_fetch(v, +, 1, full)
#define atomic_fetch_inc_relaxed(v)		__atomic_fetch(v, +, 1, relaxed)
#define atomic_fetch_inc_acquire(v)		__atomic_fetch(v, +, 1, acquire)
#define atomic_fetch_inc_release(v)		__atomic_fetch(v, +, 1, release)
#define atomic_fetch_dec(v)			__atomic_fetch(v, -, 1, full)
#define atomic_fetch_dec_relaxed(v)		__atomic_fetch(v, -, 1, relaxed)
#define atomic_fetch_dec_acquire(v)		__atomic_fetch(v, -, 1, acquire)
#define atomic_fetch_dec_release(v)		__atomic_fetch(v, -, 1, release)
#define atomic_fetch_and(i, v)			__atomic_fetch(v, &, i, full)
#define atomic_fetch_and_relaxed(i, v)		__atomic_fetch(v, &, i, relaxed)
#define atomic_fetch_and_acquire(i, v)		__atomic_fetch(v, &, i, acquire)
#define atomic_fetch_and_release(i, v)		__atomic_fetch(v, &, i, release)
#define atomic_fetch_or(i, v)			__atomic_fetch(v, |, i, full)
#define atomic_fetch_or_relaxed(i, v)		__atomic_fetch(v, |, i, relaxed)
#define atomic_fetch_or_acquire(i, v)		__atomic_fetch(v, |, i, acquire)
#define atomic_fetch_or_release(i, v)		__atomic_fetch(v, |, i, release)
#define atomic_fetch_xor(i, v)			__atomic_fetch(v, ^, i, full)
#define atomic_fetch_xor_relaxed(i, v)		__atomic_fetch(v, ^, i, relaxed)
#define atomic_fetch_xor_acquire(i, v)		__atomic_fetch(v, ^, i, acquire)
#define atomic_fetch_xor_release(i, v)		__atomic_fetch(v, ^, i, release)
#define atomic_fetch_andnot(i, v)		__atomic_fetch(v, & ~, i, full)
#define atomic_fetch_andnot_relaxed(i, v)	__atomic_fetch(v, & ~, i, relaxed)
#define atomic_fetch_andnot_acquire(i, v)	__atomic_fetch(v, & ~, i, acquire)
#define atomic_fetch_andnot_release(i, v)	__atomic_fetch(v, & ~, i, release)

#define atomic_xchg_relaxed(v, i)		__atomic_xchg(&(v)->counter, i, relaxed)
#define atomic_xchg_acquire(v, i)		__atomic_xchg(&(v)->counter, i, acquire)
#define atomic_xchg_release(v, i)		__atomic_xchg(&(v)->counter, i, release)
#define atomic_cmpxchg_relaxed(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, relaxed)
#define atomic_cmpxchg_acquire(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, acquire)
#define atomic_cmpxchg_release(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, release)
#define atomic_try_cmpxchg(v, old, new)		__atomic_try_cmpxchg(&(v)->counter, old, new, full)
#define atomic_try_cmpxchg_relaxed(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, relaxed)
#define atomic_try_cmpxchg_acquire(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, acquire)
#define atomic_try_cmpxchg_release(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, release)

#define atomic_fetch_add_unless(v, i, unless)	__atomic_add_unless(v, i, unless, full)

#define atomic_long_read(v)			READ_ONCE((v)->counter)
#define atomic_long_set(v, i)			WRITE_ONCE((v)->counter, i)
#define atomic_long_read_acquire(v)		smp_load_acquire(&(v)->counter)
#define atomic_long_set_release(v, i)		smp_store_release(&(v)->counter, i)
#define atomic_long_add(i, v)			__atomic_void(v, +, i)
#define atomic_long_sub(i, v)			__atomic_void(v, -, i)
#define atomic_long_inc(v)			__atomic_void(v, +, 1)
#define atomic_long_dec(v)			__atomic_void(v, -, 1)
#define atomic_long_and(i, v)			__atomic_void(v, &, i)
#define atomic_long_or(i, v)			__atomic_void(v, |, i)
#define atomic_long_xor(i, v)			__atomic_void(v, ^, i)
#define atomic_long_andnot(i, v)		__atomic_void(v, & ~, i)

#define atomic_long_add_return(i, v)		__atomic_return(v, +, i, full)
#define atomic_long_add_return_relaxed(i, v)	__atomic_return(v, +, i, relaxed)
#define atomic_long_add_return_acquire(i, v)	__atomic_return(v, +, i, acquire)
#define atomic_long_add_return_release(i, v)	__atomic_return(v, +, i, release)
#define atomic_long_sub_return(i, v)		__atomic_return(v, -, i, full)
#define atomic_long_sub_return_relaxed(i, v)	__atomic_return(v, -, i, relaxed)
#define atomic_long_sub_return_acquire(i, v)	__atomic_return(v, -, i, acquire)
#define atomic_long_sub_return_release(i, v)	__atomic_return(v, -, i, release)
#define atomic_long_inc_return(v)		__atomic_return(v, +, 1, full)
#define atomic_long_inc_return_relaxed(v)	__atomic_return(v, +, 1, relaxed)
#define atomic_long_inc_return_acquire(v)	__atomic_return(v, +, 1, acquire)
#define atomic_long_inc_return_release(v)	__atomic_return(v, +, 1, release)
#define atomic_long_dec_return(v)		__atomic_return(v, -, 1, full)
#define atomic_long_dec_return_relaxed(v)	__atomic_return(v, -, 1, relaxed)
#define atomic_long_dec_return_acquire(v)	__atomic_return(v, -, 1, acquire)
#define atomic_long_dec_return_release(v)	__atomic_return(v, -, 1, release)

#define atomic_long_fetch_add(i, v)		__atomic_fetch(v, +, i, full)
#define atomic_long_fetch_add_relaxed(i, v)	__atomic_fetch(v, +, i, relaxed)
#define atomic_long_fetch_add_acquire(i, v)	__atomic_fetch(v, +, i, acquire)
#define atomic_long_fetch_add_release(i, v)	__atomic_fetch(v, +, i, release)
#define atomic_long_fetch_sub(i, v)		__atomic_fetch(v, -, i, full)
#define atomic_long_fetch_sub_relaxed(i, v)	__atomic_fetch(v, -, i, relaxed)
#define atomic_long_fetch_sub_acquire(i, v)	__atomic_fetch(v, -, i, acquire)
#define atomic_long_fetch_sub_release(i, v)	__atomic_fetch(v, -, i, release)
#define atomic_long_fetch_inc(v)		__atomic_fetch(v, +, 1, full)
#define atomic_long_fetch_inc_relaxed(v)	__atomic_fetch(v, +, 1, relaxed)
#define atomic_long_fetch_inc_acquire(v)	__atomic_fetch(v, +, 1, acquire)
#define atomic_long_fetch_inc_release(v)	__atomic_fetch(v, +, 1, release)
#define atomic_long_fetch_dec(v)		__atomic_fetch(v, -, 1, full)
#define atomic_long_fetch_dec_relaxed(v)	__atomic_fetch(v, -, 1, relaxed)
#define atomic_long_fetch_dec_acquire(v)	__atomic_fetch(v, -, 1, acquire)
#define atomic_long_fetch_dec_release(v)	__atomic_fetch(v, -, 1, release)
#define atomic_long_fetch_and(i, v)		__atomic_fetch(v, &, i, full)
#define atomic_long_fetch_and_relaxed(i, v)	__atomic_fetch(v, &, i, relaxed)
#define atomic_long_fetch_and_acquire(i, v)	__atomic_fetch(v, &, i, acquire)
#define atomic_long_fetch_and_release(i, v)	__atomic_fetch(v, &, i, release)
#define atomic_long_fetch_or(i, v)		__atomic_fetch(v, |, i, full)
#define atomic_long_fetch_or_relaxed(i, v)	__atomic_fetch(v, |, i, relaxed)
#define atomic_long_fetch_or_acquire(i, v)	__atomic_fetch(v, |, i, acquire)
#define atomic_long_fetch_or_release(i, v)	__atomic_fetch(v, |, i, release)
#define atomic_long_fetch_xor(i, v)		__atomic_fetch(v, ^, i, full)
#define atomic_long_fetch_xor_relaxed(i, v)	__atomic_fetch(v, ^, i, relaxed)
#define atomic_long_fetch_xor_acquire(i, v)	__atomic_fetch(v, ^, i, acquire)
#define atomic_long_fetch_xor_release(i, v)	__atomic_fetch(v, ^, i, release)
#define atomic_long_fetch_andnot(i, v)		__atomic_fetch(v, & ~, i, full)
#define atomic_long_fetch_andnot_relaxed(i, v)	__atomic_fetch(v, & ~, i, relaxed)
#define atomic_long_fetch_andnot_acquire(i, v)	__atomic_fetch(v, & ~, i, acquire)
#define atomic_long_fetch_andnot_release(i, v)	__atomic_fetch(v, & ~, i, release)

#define atomic_long_xchg(v, i)			__atomic_xchg(&(v)->counter, i, full)
#define atomic_long_xchg_relaxed(v, i)		__atomic_xchg(&(v)->counter, i, relaxed)
#define atomic_long_xchg_acquire(v, i)		__atomic_xchg(&(v)->counter, i, acquire)
#define atomic_long_xchg_release(v, i)		__atomic_xchg(&(v)->counter, i, release)
#define atomic_long_cmpxchg(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, full)
#define atomic_long_cmpxchg_relaxed(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, relaxed)
#define atomic_long_cmpxchg_acquire(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, acquire)
#define atomic_long_cmpxchg_release(v, old, new)	__atomic_cmpxchg(&(v)->counter, old, new, release)
#define atomic_long_try_cmpxchg(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, full)
#define atomic_long_try_cmpxchg_relaxed(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, relaxed)
#define atomic_long_try_cmpxchg_acquire(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, acquire)
#define atomic_long_try_cmpxchg_release(v, old, new)	__atomic_try_cmpxchg(&(v)->counter, old, new, release)

#define atomic_long_fetch_add_unless(v, i, unless)	__atomic_add_unless(v, i, unless, full)

/* Functions, so that a run shows what they say, and not the number that they ask. */
static inline bool atomic_inc_and_test(atomic_t *v)
{
	return atomic_inc_return(v) == 0;
}

static inline bool atomic_add_negative(int i, atomic_t *v)
{
	return atomic_add_return(i, v) < 0;
}

static inline bool atomic_long_sub_and_test(long i, atomic_long_t *v)
{
	return atomic_long_sub_return(i, v) == 0;
}

static inline bool atomic_long_dec_and_test(atomic_long_t *v)
{
	return atomic_long_dec_return(v) == 0;
}

static inline bool atomic_long_inc_and_test(atomic_long_t *v)
{
	return atomic_long_inc_return(v) == 0;
}

static inline bool atomic_long_add_negative(long i, atomic_long_t *v)
{
	return atomic_long_add_return(i, v) < 0;
}

static inline bool atomic_long_add_unless(atomic_long_t *v, long i, long unless)
{
	return atomic_long_fetch_add_unless(v, i, unless) != unless;
}

static inline bool atomic_long_inc_not_zero(atomic_long_t *v)
{
	return atomic_long_add_unless(v, 1, 0);
}

/* An atomic64_t is one by another name. */
#define atomic64_read(v)			atomic_long_read(v)
#define atomic64_set(v, i)			atomic_long_set(v, i)
#define atomic64_read_acquire(v)		atomic_long_read_acquire(v)
#define atomic64_set_release(v, i)		atomic_long_set_release(v, i)
#define atomic64_add(i, v)			atomic_long_add(i, v)
#define atomic64_sub(i, v)			atomic_long_sub(i, v)
#define atomic64_inc(v)				atomic_long_inc(v)
#define atomic64_dec(v)				atomic_long_dec(v)
#define atomic64_and(i, v)			atomic_long_and(i, v)
#define atomic64_or(i, v)			atomic_long_or(i, v)
#define atomic64_xor(i, v)			atomic_long_xor(i, v)
#define atomic64_andnot(i, v)			atomic_long_andnot(i, v)
#define atomic64_add_return(i, v)		atomic_long_add_return(i, v)
#define atomic64_add_return_relaxed(i, v)	atomic_long_add_return_relaxed(i, v)
#define atomic64_add_return_acquire(i, v)	atomic_long_add_return_acquire(i, v)
#define atomic64_add_return_release(i, v)	atomic_long_add_return_release(i, v)
#define atomic64_sub_return(i, v)		atomic_long_sub_return(i, v)
#define atomic64_sub_return_relaxed(i, v)	atomic_long_sub_return_relaxed(i, v)
#define atomic64_sub_return_acquire(i, v)	atomic_long_sub_return_acquire(i, v)
#define atomic64_sub_return_release(i, v)	atomic_long_sub_return_release(i, v)
#define atomic64_inc_return(v)			atomic_long_inc_return(v)
#define atomic64_inc_return_relaxed(v)		atomic_long_inc_return_relaxed(v)
#define atomic64_inc_return_acquire(v)		atomic_long_inc_return_acquire(v)
#define atomic64_inc_return_release(v)		atomic_long_inc_return_release(v)
#define atomic64_dec_return(v)			atomic_long_dec_return(v)
#define atomic64_dec_return_relaxed(v)		atomic_long_dec_return_relaxed(v)
#define atomic64_dec_return_acquire(v)		atomic_long_dec_return_acquire(v)
#define atomic64_dec_return_release(v)		atomic_long_dec_return_release(v)
#define atomic64_fetch_add(i, v)		atomic_long_fetch_add(i, v)
#define atomic64_fetch_add_relaxed(i, v)	atomic_long_fetch_add_relaxed(i, v)
#define atomic64_fetch_add_acquire(i, v)	atomic_long_fetch_add_acquire(i, v)
#define atomic64_fetch_add_release(i, v)	atomic_long_fetch_add_release(i, v)
#define atomic64_fetch_sub(i, v)		atomic_long_fetch_sub(i, v)
#define atomic64_fetch_sub_relaxed(i, v)	atomic_long_fetch_sub_relaxed(i, v)
#define atomic64_fetch_sub_acquire(i, v)	atomic_long_fetch_sub_acquire(i, v)
#define atomic64_fetch_sub_release(i, v)	atomic_long_fetch_sub_release(i, v)
#define atomic64_fetch_inc(v)			atomic_long_fetch_inc(v)
#define atomic64_fetch_inc_relaxed(v)		atomic_long_fetch_inc_relaxed(v)
#define atomic64_fetch_inc_acquire(v)		atomic_long_fetch_inc_acquire(v)
#define atomic64_fetch_inc_release(v)		atomic_long_fetch_inc_release(v)
#define atomic64_fetch_dec(v)			atomic_long_fetch_dec(v)
#define atomic64_fetch_dec_relaxed(v)		atomic_long_fetch_dec_relaxed(v)
#define atomic64_fetch_dec_acquire(v)		atomic_long_fetch_dec_acquire(v)
#define atomic64_fetch_dec_release(v)		atomic_long_fetch_dec_release(v)
#define atomic64_fetch_and(i, v)		atomic_long_fetch_and(i, v)
#define atomic64_fetch_and_relaxed(i, v)	atomic_long_fetch_and_relaxed(i, v)
#define atomic64_fetch_and_acquire(i, v)	atomic_long_fetch_and_acquire(i, v)
#define atomic64_fetch_and_release(i, v)	atomic_long_fetch_and_release(i, v)
#define atomic64_fetch_or(i, v)			atomic_long_fetch_or(i, v)
#define atomic64_fetch_or_relaxed(i, v)		atomic_long_fetch_or_relaxed(i, v)
#define atomic64_fetch_or_acquire(i, v)		atomic_long_fetch_or_acquire(i, v)
#define atomic64_fetch_or_release(i, v)		atomic_long_fetch_or_release(i, v)
#define atomic64_fetch_xor(i, v)		atomic_long_fetch_xor(i, v)
#define atomic64_fetch_xor_relaxed(i, v)	atomic_long_fetch_xor_relaxed(i, v)
#define atomic64_fetch_xor_acquire(i, v)	atomic_long_fetch_xor_acquire(i, v)
#define atomic64_fetch_xor_release(i, v)	atomic_long_fetch_xor_release(i, v)
#define atomic64_fetch_andnot(i, v)		atomic_long_fetch_andnot(i, v)
#define atomic64_fetch_andnot_relaxed(i, v)	atomic_long_fetch_andnot_relaxed(i, v)
#define atomic64_fetch_andnot_acquire(i, v)	atomic_long_fetch_andnot_acquire(i, v)
#define atomic64_fetch_andnot_release(i, v)	atomic_long_fetch_andnot_release(i, v)
#define atomic64_xchg(v, i)			atomic_long_xchg(v, i)
#define atomic64_xchg_relaxed(v, i)		atomic_long_xchg_relaxed(v, i)
#define atomic64_xchg_acquire(v, i)		atomic_long_xchg_acquire(v, i)
#define atomic64_xchg_release(v, i)		atomic_long_xchg_release(v, i)
#define atomic64_cmpxchg(v, old, new)		atomic_long_cmpxchg(v, old, new)
#define atomic64_cmpxchg_relaxed(v, old, new)	atomic_long_cmpxchg_relaxed(v, old, new)
#define atomic64_cmpxchg_acquire(v, old, new)	atomic_long_cmpxchg_acquire(v, old, new)
#define atomic64_cmpxchg_release(v, old, new)	atomic_long_cmpxchg_release(v, old, new)
#define atomic64_try_cmpxchg(v, old, new)	atomic_long_try_cmpxchg(v, old, new)
#define atomic64_try_cmpxchg_relaxed(v, old, new)	atomic_long_try_cmpxchg_relaxed(v, old, new)
#define atomic64_try_cmpxchg_acquire(v, old, new)	atomic_long_try_cmpxchg_acquire(v, old, new)
#define atomic64_try_cmpxchg_release(v, old, new)	atomic_long_try_cmpxchg_release(v, old, new)
#define atomic64_dec_and_test(v)		atomic_long_dec_and_test(v)
#define atomic64_sub_and_test(i, v)		atomic_long_sub_and_test(i, v)
#define atomic64_add_unless(v, i, unless)	atomic_long_add_unless(v, i, unless)
#define atomic64_inc_not_zero(v)		atomic_long_inc_not_zero(v)
#define atomic64_inc_and_test(v)		atomic_long_inc_and_test(v)
#define atomic64_add_negative(i, v)		atomic_long_add_negative(i, v)
#define atomic64_fetch_add_unless(v, i, unless)	atomic_long_fetch_add_unless(v, i, unless)

/* True with the lock held, if the counter is 0 now. */
#define atomic_dec_and_lock(v, lock)					\
	({								\
		bool __zero = !atomic_add_unless(v, -1, 1);		\
		if (__zero) {						\
			spin_lock(lock);				\
			__zero = atomic_dec_and_test(v);		\
			if (!__zero)					\
				spin_unlock(lock);			\
		}							\
		__zero;							\
	})

#endif /* _LINUX_ATOMIC_FALLBACK_H */
