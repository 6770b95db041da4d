/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts of references, of which the last one frees.
 *
 * kernel:  include/linux/refcount.h, v6.6
 * keeps:   an increment orders nothing, not even refcount_inc_not_zero(); a decrement releases, and the last one acquires
 *          as well.  What the kernel warns of is undefined behaviour: a reference taken of 0, or more put than taken
 * leaves:  saturation, as counts are small
 */
#ifndef _LINUX_REFCOUNT_H
#define _LINUX_REFCOUNT_H

#include <linux/atomic.h>
#include <linux/spinlock.h>

typedef struct {
	atomic_t refs;
} refcount_t;

#define REFCOUNT_INIT(n)	{ .refs = ATOMIC_INIT(n) }

static inline void refcount_set(refcount_t *r, int n)
{
	atomic_set(&r->refs, n);
}

static inline unsigned int refcount_read(const refcount_t *r)
{
	return atomic_read(&r->refs);
}

static inline void refcount_add(int i, refcount_t *r)
{
	rmw(relaxed) {
		undefined_unless(r->refs.counter > 0, "refcount_t: addition on 0; use-after-free");
		r->refs.counter += i;
	}
}

static inline void refcount_inc(refcount_t *r)
{
	refcount_add(1, r);
}

static inline bool refcount_add_not_zero(int i, refcount_t *r)
{
	bool done;

	rmw(relaxed) {
		done = r->refs.counter != 0;
		if (done)
			r->refs.counter += i;
	}
	return done;
}

static inline bool refcount_inc_not_zero(refcount_t *r)
{
	return refcount_add_not_zero(1, r);
}

static inline bool refcount_sub_and_test(int i, refcount_t *r)
{
	int left;

	rmw(release) {
		left = r->refs.counter - i;
		undefined_unless(left >= 0, "refcount_t: underflow; use-after-free");
		r->refs.counter = left;
	}
	if (left)
		return false;
	fence(acquire);			/* smp_acquire__after_ctrl_dep() */
	return true;
}

static inline bool refcount_dec_and_test(refcount_t *r)
{
	return refcount_sub_and_test(1, r);
}

static inline void refcount_dec(refcount_t *r)
{
	rmw(release) {
		undefined_unless(r->refs.counter > 1, "refcount_t: decrement hit 0; leaking memory");
		r->refs.counter--;
	}
}

static inline bool refcount_dec_if_one(refcount_t *r)
{
	bool one;

	rmw(release) {
		one = r->refs.counter == 1;
		if (one)
			r->refs.counter = 0;
	}
	return one;
}

static inline bool refcount_dec_not_one(refcount_t *r)
{
	bool done;

	rmw(release) {
		undefined_unless(r->refs.counter > 0, "refcount_t: underflow; use-after-free");
		done = r->refs.counter != 1;
		if (done)
			r->refs.counter--;
	}
	return done;
}

/* True with the lock held, if this was the last reference. */
static inline bool refcount_dec_and_lock(refcount_t *r, spinlock_t *lock)
{
	if (refcount_dec_not_one(r))
		return false;
	spin_lock(lock);
	if (!refcount_dec_and_test(r)) {
		spin_unlock(lock);
		return false;
	}
	return true;
}

/* A macro, so that only who uses it needs linux/mutex.h. */
#define refcount_dec_and_mutex_lock(r, lock)				\
	({								\
		bool __was_last = !refcount_dec_not_one(r);		\
		if (__was_last) {					\
			mutex_lock(lock);				\
			__was_last = refcount_dec_and_test(r);		\
			if (!__was_last)				\
				mutex_unlock(lock);			\
		}							\
		__was_last;						\
	})

#endif /* _LINUX_REFCOUNT_H */
