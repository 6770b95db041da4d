/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Readers that nobody waits for but who frees.
 *
 * kernel:  Documentation/RCU/whatisRCU.rst, include/linux/rcupdate.h, v6.6
 * keeps:   what a critical section did is seen by all behind each grace period that began after it, and what was done before
 *          a grace period is seen by each critical section that begins after it; synchronize_rcu() is a full barrier.
 *          Critical sections nest
 *          On x86 rcu_read_lock() waits here until the stores before it are seen; in the kernel it does not
 * leaves:  call_rcu() and kfree_rcu(), which are a thread that calls synchronize_rcu(); kinds of RCU
 *
 * A thread that reads has a place of its own, which it takes with its first rcu_read_lock().  A grace period marks those who read
 * now, and waits until each of them has come to its end.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/compiler.h>

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#error "with CONFIG_TRANSPARENT_HUGEPAGE, linux/irqflags.h has the grace periods: local_irq_save() is the reader's word"
#endif

#ifndef NR_RCU_READERS
#define NR_RCU_READERS 3		/* threads that call rcu_read_lock() */
#endif

enum rcu_reader_state { RCU_IDLE, RCU_READING, RCU_AWAITED };

struct rcu_reader {
	enum rcu_reader_state state;

	ghost thread_t task;
	ghost int nesting;
};

struct rcu_reader rcu_readers[NR_RCU_READERS];

static inline struct rcu_reader *rcu_this_reader(void)
{
	for (int i = 0; i < NR_RCU_READERS; i++) {
		if (!rcu_readers[i].task)
			rcu_readers[i].task = this_thread();
		if (rcu_readers[i].task == this_thread())
			return &rcu_readers[i];
	}
	undefined_unless(false, "more threads than NR_RCU_READERS call rcu_read_lock()");
	return NULL;
}

static inline void rcu_read_lock(void)
{
	struct rcu_reader *reader = rcu_this_reader();
	enum rcu_reader_state before;

	if (reader->nesting++ == 0) {
		atomic_of(acquire) {
			before = reader->state;	/* what a grace period stored */
			reader->state = RCU_READING;
		}
		(void)before;
	}
}

static inline void rcu_read_unlock(void)
{
	struct rcu_reader *reader = rcu_this_reader();

	undefined_unless(reader->nesting > 0, "rcu_read_unlock() without rcu_read_lock()");
	if (--reader->nesting == 0)
		store(&reader->state, RCU_IDLE, release);
}

static inline bool rcu_read_lock_held(void)
{
	for (int i = 0; i < NR_RCU_READERS; i++)
		if (rcu_readers[i].task && rcu_readers[i].task == this_thread())
			return rcu_readers[i].nesting > 0;
	return false;
}

static inline void synchronize_rcu(void)
{
	undefined_unless(!rcu_read_lock_held(), "a reader waits for itself: synchronize_rcu() under rcu_read_lock()");
	atomic {
		/* Each is stored to, whether it reads or not: its next rcu_read_lock() sees what this CPU did. */
		for (int i = 0; i < NR_RCU_READERS; i++)
			rcu_readers[i].state = rcu_readers[i].state ? RCU_AWAITED : RCU_IDLE;
	}
	for (int i = 0; i < NR_RCU_READERS; i++)
		atomic_of(acquire) { await(rcu_readers[i].state != RCU_AWAITED); }
	smp_mb();
}

#define synchronize_rcu_expedited() synchronize_rcu()

#define rcu_dereference(p)	READ_ONCE(p)
#define rcu_dereference_raw(p)	READ_ONCE(p)
#define rcu_dereference_check(p, condition) READ_ONCE(p)
#define rcu_access_pointer(p)	READ_ONCE(p)
/* Who holds the lock of the writers may read plainly. */
#define rcu_dereference_protected(p, condition)				\
	({								\
		undefined_unless(condition, "rcu_dereference_protected() without its protection"); \
		(p);							\
	})
#define rcu_assign_pointer(p, value) smp_store_release(&(p), value)
#define RCU_INIT_POINTER(p, value) WRITE_ONCE(p, value)
#define rcu_replace_pointer(p, value, condition)			\
	({								\
		__typeof__(p) __was = rcu_dereference_protected(p, condition); \
		rcu_assign_pointer(p, value);				\
		__was;							\
	})

#endif /* _LINUX_RCUPDATE_H */
