/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks that are slept for.
 *
 * kernel:  include/linux/mutex.h, v5.8
 * leaves:  the queue, spinning on the owner
 */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/gfp.h>

struct mutex {
	thread_t owner;
};

#define __MUTEX_INITIALIZER(name) { .owner = 0 }
#define DEFINE_MUTEX(name)	struct mutex name = __MUTEX_INITIALIZER(name)

static inline void mutex_init(struct mutex *lock)
{
	lock->owner = 0;
}

static inline void mutex_lock(struct mutex *lock)
{
	atomic {
		might_sleep();
		undefined_unless(!lock->owner || lock->owner != this_thread(), "a mutex is taken by the thread that holds it");
		await(!lock->owner);
		lock->owner = this_thread();
	}
}

/* One that fails orders nothing, but on x86, where it is a locked instruction here and a load in the kernel. */
static inline bool mutex_trylock(struct mutex *lock)
{
	bool taken;

	rmw(acquire) {
		taken = !lock->owner;
		if (taken)
			lock->owner = this_thread();
	}
	return taken;
}

static inline void mutex_unlock(struct mutex *lock)
{
	atomic {
		undefined_unless(lock->owner == this_thread(), "a mutex is released by a thread that does not hold it");
		lock->owner = 0;
	}
}

#endif /* _LINUX_MUTEX_H */
