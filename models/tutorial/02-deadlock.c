/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A deadlock: two page-table locks, taken in two orders.
 *
 * A lock is a block that waits: while the await() is false, the step is not enabled at all.  Nobody has to ask for deadlocks:
 * every model is judged for them.
 */
#include <pincer.h>

struct spinlock { thread_t owner; };

static struct spinlock src_ptl, dst_ptl;

static void spin_lock(struct spinlock *lock)
{
	atomic {
		await(!lock->owner);
		lock->owner = this_thread();
	}
}

static void spin_unlock(struct spinlock *lock)
{
	store(&lock->owner, 0, release);
}

thread copy_page_range(void)
{
	spin_lock(&dst_ptl);
	spin_lock(&src_ptl);
	spin_unlock(&src_ptl);
	spin_unlock(&dst_ptl);
}

thread move_page_tables(void)
{
#ifdef FIXED
	spin_lock(&dst_ptl);
	spin_lock(&src_ptl);
#else
	spin_lock(&src_ptl);
	spin_lock(&dst_ptl);
#endif
	spin_unlock(&src_ptl);
	spin_unlock(&dst_ptl);
}

/* The two do meet, or nothing would be said here. */
witness one_has_a_lock_while_both_run(void)
{
	return src_ptl.owner || dst_ptl.owner;
}
