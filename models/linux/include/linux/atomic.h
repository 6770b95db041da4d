/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counters that several CPUs change at once.
 *
 * kernel:  Documentation/atomic_t.txt; include/linux/atomic-fallback.h, v5.8
 * keeps:   those that return a value are full barriers, those that do not order nothing; nor does one that fails, as an
 *          add_unless or a cmpxchg that does not write, but on x86
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <linux/compiler.h>

typedef struct {
	int counter;
} atomic_t;

#define ATOMIC_INIT(i)		{ (i) }

static inline int atomic_read(const atomic_t *v)
{
	return load(&v->counter, relaxed);
}

static inline void atomic_set(atomic_t *v, int i)
{
	store(&v->counter, i, relaxed);
}

static inline void atomic_add(int i, atomic_t *v)
{
	rmw(relaxed) { v->counter += i; }
}

static inline void atomic_sub(int i, atomic_t *v)
{
	rmw(relaxed) { v->counter -= i; }
}

static inline void atomic_inc(atomic_t *v)
{
	atomic_add(1, v);
}

static inline void atomic_dec(atomic_t *v)
{
	atomic_sub(1, v);
}

static inline int atomic_add_return(int i, atomic_t *v)
{
	int now;

	rmw(full) {
		now = v->counter + i;
		v->counter = now;
	}
	return now;
}

static inline int atomic_sub_return(int i, atomic_t *v)
{
	return atomic_add_return(-i, v);
}

static inline int atomic_inc_return(atomic_t *v)
{
	return atomic_add_return(1, v);
}

static inline int atomic_dec_return(atomic_t *v)
{
	return atomic_add_return(-1, v);
}

static inline int atomic_xchg(atomic_t *v, int i)
{
	int old;

	rmw(full) {
		old = v->counter;
		v->counter = i;
	}
	return old;
}

#define xchg(p, value)							\
	({								\
		__typeof__(*(p)) __old;					\
		__typeof__(*(p)) __new = (value);			\
		rmw(full) { __old = *(p); *(p) = __new; }		\
		__old;							\
	})

/* Those that fail order nothing, but on x86. */
#define cmpxchg(p, expected, value)					\
	({								\
		__typeof__(*(p)) __old;					\
		__typeof__(*(p)) __expected = (expected);		\
		__typeof__(*(p)) __new = (value);			\
		rmw(full) {						\
			__old = *(p);					\
			if (__old == __expected)			\
				*(p) = __new;				\
		}							\
		__old;							\
	})

static inline int atomic_cmpxchg(atomic_t *v, int expected, int i)
{
	int old;

	rmw(full) {
		old = v->counter;
		if (old == expected)
			v->counter = i;
	}
	return old;
}

static inline bool atomic_sub_and_test(int i, atomic_t *v)
{
	return atomic_add_return(-i, v) == 0;
}

static inline bool atomic_dec_and_test(atomic_t *v)
{
	return atomic_sub_and_test(1, v);
}

static inline bool atomic_add_unless(atomic_t *v, int i, int unless)
{
	bool done;

	rmw(full) {
		done = v->counter != unless;
		if (done)
			v->counter += i;
	}
	return done;
}

static inline bool atomic_inc_not_zero(atomic_t *v)
{
	return atomic_add_unless(v, 1, 0);
}

#include <linux/atomic/atomic-fallback.h>

#endif /* _LINUX_ATOMIC_H */
