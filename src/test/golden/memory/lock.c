/* SPDX-License-Identifier: GPL-2.0 */
/* A store to the lock may be seen before earlier stores; who takes the lock must not find that he has it. */
#include <pincer.h>

static thread_t owner;
static int x, count;

static inline void spin_lock(void)
{
	rmw(acquire) {
		undefined_unless(!owner || owner != this_thread(), "a lock is taken by the thread that holds it");
		await(!owner);
		owner = this_thread();
	}
}

static inline void spin_unlock(void)
{
	atomic_of(release) {
		undefined_unless(owner == this_thread(), "a lock is released by a thread that does not hold it");
		owner = 0;
	}
}

threads(locks, 2)
{
	store(&x, 1, relaxed);
	spin_lock();
	count = count + 1;
	spin_unlock();
}

finally nothing_is_lost(void)
{
	return count == 2;
}
