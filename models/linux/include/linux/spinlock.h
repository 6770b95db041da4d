/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks.  A thread that waits for one is not enabled; whoever gets it next is open.
 *
 * kernel:  include/linux/spinlock.h, v5.8
 * keeps:   taking one is a read-modify-write that acquires, on x86 a full barrier; releasing one is a release store,
 *          which orders nothing before a later load; a spin_trylock() that fails orders nothing, but on x86, where it is a
 *          locked instruction here and a load in the kernel
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/compiler.h>

typedef struct {
	thread_t owner;
} spinlock_t;

#define __SPIN_LOCK_UNLOCKED(name) { .owner = 0 }
#define DEFINE_SPINLOCK(name)	spinlock_t name = __SPIN_LOCK_UNLOCKED(name)

static inline void spin_lock_init(spinlock_t *lock)
{
	lock->owner = 0;
}

static inline bool spin_is_mine(const spinlock_t *lock)
{
	return lock->owner && lock->owner == this_thread();
}

static inline void spin_lock(spinlock_t *lock)
{
	rmw(acquire) {
		undefined_unless(!spin_is_mine(lock), "a spinlock is taken by the thread that holds it");
		await(!lock->owner);
		lock->owner = this_thread();
	}
}

static inline bool spin_trylock(spinlock_t *lock)
{
	bool taken;

	rmw(acquire) {
		taken = !lock->owner;
		if (taken)
			lock->owner = this_thread();
	}
	return taken;
}

static inline void spin_unlock(spinlock_t *lock)
{
	atomic_of(release) {
		undefined_unless(lock->owner == this_thread(), "a spinlock is released by a thread that does not hold it");
		lock->owner = 0;
	}
}

static inline bool spin_is_locked(const spinlock_t *lock)
{
	return load(&lock->owner, relaxed) != 0;
}

#define lockdep_assert_held(lock) undefined_unless(spin_is_mine(lock), "a lock is not held that should be")

/* An interrupt handler is a thread on a CPU of its own: that it must not take a lock which the CPU that it interrupts holds is not judged. */
#define spin_lock_irqsave(lock, flags)					\
	do {								\
		(flags) = 0;						\
		spin_lock(lock);					\
	} while (0)
#define spin_unlock_irqrestore(lock, flags)				\
	do {								\
		(void)(flags);						\
		spin_unlock(lock);					\
	} while (0)
#define spin_trylock_irqsave(lock, flags) ((flags) = 0, spin_trylock(lock))
#define spin_lock_irq(lock)	spin_lock(lock)
#define spin_unlock_irq(lock)	spin_unlock(lock)
#define spin_lock_bh(lock)	spin_lock(lock)
#define spin_unlock_bh(lock)	spin_unlock(lock)
#define spin_lock_nested(lock, subclass) spin_lock(lock)

/* Those that are not slept for even with PREEMPT_RT. */
typedef spinlock_t raw_spinlock_t;

#define DEFINE_RAW_SPINLOCK(name) DEFINE_SPINLOCK(name)
#define raw_spin_lock_init(lock) spin_lock_init(lock)
#define raw_spin_lock(lock)	spin_lock(lock)
#define raw_spin_trylock(lock)	spin_trylock(lock)
#define raw_spin_unlock(lock)	spin_unlock(lock)
#define raw_spin_lock_irq(lock)	spin_lock(lock)
#define raw_spin_unlock_irq(lock) spin_unlock(lock)
#define raw_spin_lock_irqsave(lock, flags) spin_lock_irqsave(lock, flags)
#define raw_spin_unlock_irqrestore(lock, flags) spin_unlock_irqrestore(lock, flags)

#endif /* _LINUX_SPINLOCK_H */
