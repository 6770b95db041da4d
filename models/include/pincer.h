/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words that a Pincer model adds to C.  All else is C.
 *
 * A C compiler reads the second half of this file: there each word is a plain declaration or macro, so that editors,
 * -fsyntax-only and clang-format work.  Pincer reads the first half, where each word is its own name for the thing.
 *
 * File-scope objects are shared memory; locals are registers of a thread.  One step of a thread is one access to shared
 * memory together with the computation behind it, up to the next access.
 *
 *   thread NAME(void) { }           one thread
 *   threads(NAME, N) { }            N threads that run the same code and may be interchanged
 *   daemon NAME(void) { }           a thread that may wait for ever: a run ends well without it.  A fair run may put it off
 *   fair_daemon NAME(void) { }      a daemon that a fair run does not put off for ever
 *   initial NAME(void) { }          runs before the threads, in the order of the source
 *
 *   invariant NAME(void) { }        returns what must be true in every state
 *   finally NAME(void) { }          ... in every state in which all threads have returned (daemons need not)
 *   witness NAME(void) { }          ... in some state, or the model means nothing
 *   eventually NAME(void) { }       ... at some time on every fair run
 *   leads_to(NAME, from, to);       whenever `from` is true, `to` is true then or later, on every fair run
 *
 *   atomic { }                      one step, or no step while an await() in it waits; full barrier
 *   atomic_of(order) { }            the same, weaker: acquire, or release, whose stores may be seen late, one by one
 *   rmw(order) { }                  one step: a read-modify-write of one object, of this strength
 *   await(condition)                waits; one step
 *   choose(n)                       each value 0 .. n-1
 *   assert(condition)               a property at this place
 *   undefined_unless(condition, "what is wrong")   undefined behaviour, as the headers define it
 *   this_thread()                   the number of the running thread, 1 ..; 0 is no thread.  Only for = == !=
 *   ghost                           storage that only the properties know: its accesses are no steps of their own
 *
 *   load(p, order)  store(p, value, order)  fence(order)      marked accesses: relaxed, acquire, release, full;
 *                                   fence() also takes read, write, before_atomic, after_atomic
 */
#ifndef PINCER_H
#define PINCER_H

#define NULL ((void *)0)
#define bool _Bool
#define true 1
#define false 0

typedef int thread_t;

#ifdef __PINCER__

#define thread			__pincer_thread void
#define daemon			__pincer_daemon void
#define fair_daemon		__pincer_fair_daemon void
#define threads(name, n)	__pincer_threads(n) void name(void)
#define initial			__pincer_initial void
#define invariant		__pincer_invariant bool
#define finally			__pincer_finally bool
#define witness			__pincer_witness bool
#define eventually		__pincer_eventually bool
#define leads_to(name, from, to)					\
	__pincer_leads_from bool name(void) { return (from); }		\
	__pincer_leads_to bool name(void) { return (to); }

#define atomic			__pincer_atomic(full)
#define atomic_of(order)	__pincer_atomic(order)
#define rmw(order)		__pincer_rmw(order)
#define await(condition)	__pincer_await(condition)
#define choose(n)		__pincer_choose(n)
#define assert(condition)	__pincer_assert(condition)
#define undefined_unless(condition, text) __pincer_undefined_unless(condition, text)
#define this_thread()		__pincer_this_thread()
#define ghost			__pincer_ghost

#define load(p, order)		__pincer_load(p, order)
#define store(p, value, order)	__pincer_store(p, value, order)
#define fence(order)		__pincer_fence(order)

#else

#define thread			__attribute__((unused)) static void
#define daemon			__attribute__((unused)) static void
#define fair_daemon		__attribute__((unused)) static void
#define threads(name, n)						\
	enum { nr_of_##name = (n) };					\
	__attribute__((unused)) static void name(void)
#define initial			__attribute__((unused)) static void
#define invariant		__attribute__((unused)) static bool
#define finally			__attribute__((unused)) static bool
#define witness			__attribute__((unused)) static bool
#define eventually		__attribute__((unused)) static bool
#define leads_to(name, from, to)					\
	__attribute__((unused)) static bool name##_from(void) { return (from); } \
	__attribute__((unused)) static bool name##_to(void) { return (to); } \
	enum { nr_of_##name }

#define atomic
#define atomic_of(order)
#define rmw(order)
#define await(condition)	do { } while (!(condition))
int choose(int n);
#define assert(condition)	((void)(condition))
#define undefined_unless(condition, text) ((void)(condition), (void)(text))
thread_t this_thread(void);
#define ghost

#define load(p, order)		(*(p))
#define store(p, value, order)	((void)(*(p) = (value)))
#define fence(order)		((void)0)

#endif /* __PINCER__ */
#endif /* PINCER_H */
