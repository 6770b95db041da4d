/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words of litmus tests, as tools/memory-model/linux-kernel.def lists them, over those of pincer.h.
 *
 * Every location is a scalar: a test may use one variable as an int here and as an atomic_t there.  A spinlock is 1
 * while it is held.  A word that is not here is refused by its name.
 *
 * kernel:  tools/memory-model/linux-kernel.def, Documentation/atomic_t.txt, v6.1
 * keeps:   value-returning atomics without a suffix are full barriers if they write, void ones order nothing
 * leaves:  spin_unlock_wait, atomic_long_t and atomic64_t as types of their own
 */
#ifndef LITMUS_H
#define LITMUS_H

#include <pincer.h>
#include <int-ll64.h>

typedef int atomic_t;
typedef int spinlock_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;

#define ATOMIC_INIT(i)		(i)

#define READ_ONCE(x)		load(&(x), relaxed)
#define WRITE_ONCE(x, value)	store(&(x), value, relaxed)
#define smp_load_acquire(p)	load(p, acquire)
#define smp_store_release(p, value) store(p, value, release)
#define smp_store_mb(x, value)	do { store(&(x), value, relaxed); fence(full); } while (0)
#define rcu_dereference(x)	load(&(x), relaxed)
#define rcu_assign_pointer(x, value) store(&(x), value, release)

#define smp_mb()		fence(full)
#define smp_rmb()		fence(read)
#define smp_wmb()		fence(write)
#define smp_mb__before_atomic()	fence(before_atomic)
#define smp_mb__after_atomic()	fence(after_atomic)
/* A lock is a read-modify-write, so these are no more than smp_mb__after_atomic(): nothing on x86, a barrier on arm64. */
#define smp_mb__after_spinlock() fence(after_atomic)
#define smp_mb__after_unlock_lock() fence(after_atomic)
#define barrier()		do { } while (0)

/* Read-modify-writes; `order` is that of one that writes. */

#define __litmus_xchg(p, value, order)					\
	({								\
		__typeof__(*(p)) __old;					\
		__typeof__(*(p)) __new = (value);			\
		rmw(order) { __old = *(p); *(p) = __new; }		\
		__old;							\
	})
#define xchg(p, value)		__litmus_xchg(p, value, full)
#define xchg_relaxed(p, value)	__litmus_xchg(p, value, relaxed)
#define xchg_acquire(p, value)	__litmus_xchg(p, value, acquire)
#define xchg_release(p, value)	__litmus_xchg(p, value, release)

#define __litmus_cmpxchg(p, expected, value, order)			\
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
#define cmpxchg(p, old, new)		__litmus_cmpxchg(p, old, new, full)
#define cmpxchg_relaxed(p, old, new)	__litmus_cmpxchg(p, old, new, relaxed)
#define cmpxchg_acquire(p, old, new)	__litmus_cmpxchg(p, old, new, acquire)
#define cmpxchg_release(p, old, new)	__litmus_cmpxchg(p, old, new, release)

#define atomic_read(v)			READ_ONCE(*(v))
#define atomic_set(v, i)		WRITE_ONCE(*(v), i)
#define atomic_read_acquire(v)		smp_load_acquire(v)
#define atomic_set_release(v, i)	smp_store_release(v, i)

/* The value before, and the value behind. */
#define __litmus_fetch(v, op, i, order)					\
	({								\
		int __old;						\
		int __by = (i);						\
		rmw(order) { __old = *(v); *(v) = __old op __by; }	\
		__old;							\
	})
#define __litmus_return(v, op, i, order)				\
	({								\
		int __now;						\
		int __by = (i);						\
		rmw(order) { __now = *(v) op __by; *(v) = __now; }	\
		__now;							\
	})

/* What tells nothing of the value before is no load to smp_rmb(): `Noreturn` of linux-kernel.bell. */
#define __litmus_void(v, op, i)						\
	do {								\
		int __by = (i);						\
		rmw(relaxed) { *(v) = *(v) op __by; }			\
	} while (0)

#define atomic_add(i, v)		__litmus_void(v, +, i)
#define atomic_sub(i, v)		__litmus_void(v, -, i)
#define atomic_inc(v)			__litmus_void(v, +, 1)
#define atomic_dec(v)			__litmus_void(v, -, 1)
#define atomic_and(i, v)		__litmus_void(v, &, i)
#define atomic_or(i, v)			__litmus_void(v, |, i)
#define atomic_xor(i, v)		__litmus_void(v, ^, i)
#define atomic_andnot(i, v)		__litmus_void(v, & ~, i)

#define atomic_add_return(i, v)		__litmus_return(v, +, i, full)
#define atomic_add_return_relaxed(i, v)	__litmus_return(v, +, i, relaxed)
#define atomic_add_return_acquire(i, v)	__litmus_return(v, +, i, acquire)
#define atomic_add_return_release(i, v)	__litmus_return(v, +, i, release)
#define atomic_sub_return(i, v)		__litmus_return(v, -, i, full)
#define atomic_sub_return_relaxed(i, v)	__litmus_return(v, -, i, relaxed)
#define atomic_sub_return_acquire(i, v)	__litmus_return(v, -, i, acquire)
#define atomic_sub_return_release(i, v)	__litmus_return(v, -, i, release)
#define atomic_inc_return(v)		__litmus_return(v, +, 1, full)
#define atomic_inc_return_relaxed(v)	__litmus_return(v, +, 1, relaxed)
#define atomic_inc_return_acquire(v)	__litmus_return(v, +, 1, acquire)
#define atomic_inc_return_release(v)	__litmus_return(v, +, 1, release)
#define atomic_dec_return(v)		__litmus_return(v, -, 1, full)
#define atomic_dec_return_relaxed(v)	__litmus_return(v, -, 1, relaxed)
#define atomic_dec_return_acquire(v)	__litmus_return(v, -, 1, acquire)
#define atomic_dec_return_release(v)	__litmus_return(v, -, 1, release)

#define atomic_fetch_add(i, v)		__litmus_fetch(v, +, i, full)
#define atomic_fetch_add_relaxed(i, v)	__litmus_fetch(v, +, i, relaxed)
#define atomic_fetch_add_acquire(i, v)	__litmus_fetch(v, +, i, acquire)
#define atomic_fetch_add_release(i, v)	__litmus_fetch(v, +, i, release)
#define atomic_fetch_sub(i, v)		__litmus_fetch(v, -, i, full)
#define atomic_fetch_sub_relaxed(i, v)	__litmus_fetch(v, -, i, relaxed)
#define atomic_fetch_sub_acquire(i, v)	__litmus_fetch(v, -, i, acquire)
#define atomic_fetch_sub_release(i, v)	__litmus_fetch(v, -, i, release)
#define atomic_fetch_inc(v)		__litmus_fetch(v, +, 1, full)
#define atomic_fetch_inc_relaxed(v)	__litmus_fetch(v, +, 1, relaxed)
#define atomic_fetch_inc_acquire(v)	__litmus_fetch(v, +, 1, acquire)
#define atomic_fetch_inc_release(v)	__litmus_fetch(v, +, 1, release)
#define atomic_fetch_dec(v)		__litmus_fetch(v, -, 1, full)
#define atomic_fetch_dec_relaxed(v)	__litmus_fetch(v, -, 1, relaxed)
#define atomic_fetch_dec_acquire(v)	__litmus_fetch(v, -, 1, acquire)
#define atomic_fetch_dec_release(v)	__litmus_fetch(v, -, 1, release)
#define atomic_fetch_and(i, v)		__litmus_fetch(v, &, i, full)
#define atomic_fetch_and_relaxed(i, v)	__litmus_fetch(v, &, i, relaxed)
#define atomic_fetch_and_acquire(i, v)	__litmus_fetch(v, &, i, acquire)
#define atomic_fetch_and_release(i, v)	__litmus_fetch(v, &, i, release)
#define atomic_fetch_or(i, v)		__litmus_fetch(v, |, i, full)
#define atomic_fetch_or_relaxed(i, v)	__litmus_fetch(v, |, i, relaxed)
#define atomic_fetch_or_acquire(i, v)	__litmus_fetch(v, |, i, acquire)
#define atomic_fetch_or_release(i, v)	__litmus_fetch(v, |, i, release)
#define atomic_fetch_xor(i, v)		__litmus_fetch(v, ^, i, full)
#define atomic_fetch_xor_relaxed(i, v)	__litmus_fetch(v, ^, i, relaxed)
#define atomic_fetch_xor_acquire(i, v)	__litmus_fetch(v, ^, i, acquire)
#define atomic_fetch_xor_release(i, v)	__litmus_fetch(v, ^, i, release)
#define atomic_fetch_andnot(i, v)		__litmus_fetch(v, & ~, i, full)
#define atomic_fetch_andnot_relaxed(i, v)	__litmus_fetch(v, & ~, i, relaxed)
#define atomic_fetch_andnot_acquire(i, v)	__litmus_fetch(v, & ~, i, acquire)
#define atomic_fetch_andnot_release(i, v)	__litmus_fetch(v, & ~, i, release)

#define atomic_xchg(v, i)		xchg(v, i)
#define atomic_xchg_relaxed(v, i)	xchg_relaxed(v, i)
#define atomic_xchg_acquire(v, i)	xchg_acquire(v, i)
#define atomic_xchg_release(v, i)	xchg_release(v, i)
#define atomic_cmpxchg(v, old, new)		cmpxchg(v, old, new)
#define atomic_cmpxchg_relaxed(v, old, new)	cmpxchg_relaxed(v, old, new)
#define atomic_cmpxchg_acquire(v, old, new)	cmpxchg_acquire(v, old, new)
#define atomic_cmpxchg_release(v, old, new)	cmpxchg_release(v, old, new)

#define atomic_dec_and_test(v)		(atomic_dec_return(v) == 0)
#define atomic_inc_and_test(v)		(atomic_inc_return(v) == 0)
#define atomic_sub_and_test(i, v)	(atomic_sub_return(i, v) == 0)
#define atomic_add_negative(i, v)	(atomic_add_return(i, v) < 0)
#define atomic_add_negative_relaxed(i, v)	(atomic_add_return_relaxed(i, v) < 0)
#define atomic_add_negative_acquire(i, v)	(atomic_add_return_acquire(i, v) < 0)
#define atomic_add_negative_release(i, v)	(atomic_add_return_release(i, v) < 0)

#define __litmus_add_unless(v, i, unless, order)			\
	({								\
		int __done;						\
		int __by = (i);						\
		int __unless = (unless);				\
		rmw(order) {						\
			__done = *(v) != __unless;			\
			if (__done)					\
				*(v) += __by;				\
		}							\
		__done;							\
	})
#define atomic_add_unless(v, i, unless)		__litmus_add_unless(v, i, unless, full)
#define atomic_add_unless_relaxed(v, i, unless)	__litmus_add_unless(v, i, unless, relaxed)
#define atomic_add_unless_acquire(v, i, unless)	__litmus_add_unless(v, i, unless, acquire)
#define atomic_add_unless_release(v, i, unless)	__litmus_add_unless(v, i, unless, release)
#define atomic_inc_not_zero(v)			atomic_add_unless(v, 1, 0)

static inline void spin_lock(spinlock_t *lock)
{
	rmw(acquire) {
		await(!*lock);
		*lock = 1;
	}
}

static inline int spin_trylock(spinlock_t *lock)
{
	int got;

	rmw(acquire) {
		got = !*lock;
		if (got)
			*lock = 1;
	}
	return got;
}

static inline void spin_unlock(spinlock_t *lock)
{
	store(lock, 0, release);
}

static inline int spin_is_locked(spinlock_t *lock)
{
	return load(lock, relaxed) != 0;
}

/*
 * A reader's critical sections are counted where they begin and where they end.  A grace period notes who has begun,
 * and waits until what was begun then has ended.  The count of the beginnings is seen at once, as a reader and a grace
 * period agree on which of them came first; that of the ends is a release store of the reader.
 */
#ifndef LITMUS_THREADS
#define LITMUS_THREADS 1
#endif

ghost int rcu_begun[LITMUS_THREADS];
int rcu_ended[LITMUS_THREADS];
int rcu_grace_period;

static inline void __litmus_rcu_begin(int thread_number)
{
	int seen;

	atomic_of(acquire) {
		seen = rcu_grace_period;
		rcu_begun[thread_number]++;
	}
	(void)seen;
}

static inline void synchronize_rcu(void)
{
	int begun[LITMUS_THREADS];

	atomic {
		rcu_grace_period++;
		for (int i = 0; i < LITMUS_THREADS; i++)
			begun[i] = rcu_begun[i];
	}
	for (int i = 0; i < LITMUS_THREADS; i++)
		atomic_of(acquire) { await(rcu_ended[i] >= begun[i]); }
	fence(full);
}

/* Critical sections nest; the outermost counts.  The front end declares the three locals in each thread. */
#define rcu_read_lock()							\
	do {								\
		if (__litmus_nesting++ == 0)				\
			__litmus_rcu_begin(__litmus_thread);		\
	} while (0)
#define rcu_read_unlock()						\
	do {								\
		if (--__litmus_nesting == 0)				\
			store(&rcu_ended[__litmus_thread], ++__litmus_ended, release); \
	} while (0)
#define synchronize_rcu_expedited() synchronize_rcu()

/*
 * SRCU is RCU for each srcu_struct by itself, but that critical sections do not nest: each has an index of its own, and
 * ends where that is given back, in whatever order and thread.  The front end counts how many a thread may begin.
 */
#ifndef LITMUS_SECTIONS
#define LITMUS_SECTIONS 1
#endif

struct srcu_struct {
	int grace_period;
	ghost int begun[LITMUS_THREADS];
	int ended[LITMUS_THREADS][LITMUS_SECTIONS];
};

static inline int __litmus_srcu_begin(struct srcu_struct *ss, int thread_number)
{
	int seen;
	int section;

	atomic_of(acquire) {
		seen = ss->grace_period;
		section = ss->begun[thread_number]++;
	}
	(void)seen;
	assert(section < LITMUS_SECTIONS); /* A loop may begin more than are counted. */
	return thread_number * LITMUS_SECTIONS + section;
}

static inline void synchronize_srcu(struct srcu_struct *ss)
{
	int begun[LITMUS_THREADS];

	atomic {
		ss->grace_period++;
		for (int i = 0; i < LITMUS_THREADS; i++)
			begun[i] = ss->begun[i];
	}
	for (int i = 0; i < LITMUS_THREADS; i++)
		for (int section = 0; section < begun[i]; section++)
			atomic_of(acquire) { await(ss->ended[i][section]); }
	fence(full);
}

#define srcu_read_lock(ss)	__litmus_srcu_begin(ss, __litmus_thread)
#define srcu_read_unlock(ss, index)					\
	do {								\
		int __index = (index);					\
		store(&(ss)->ended[__index / LITMUS_SECTIONS][__index % LITMUS_SECTIONS], 1, release); \
	} while (0)
#define srcu_down_read(ss)	srcu_read_lock(ss)
#define srcu_up_read(ss, index)	srcu_read_unlock(ss, index)
#define synchronize_srcu_expedited(ss) synchronize_srcu(ss)
#define smp_mb__after_srcu_read_unlock() fence(full)

/* Names that a test may give to its variables. */
#undef thread
#undef daemon
#undef threads
#undef initial
#undef invariant
#undef finally
#undef witness
#undef eventually
#undef leads_to
#undef atomic
#undef atomic_of
#undef ghost

#endif /* LITMUS_H */
