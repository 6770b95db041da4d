/* SPDX-License-Identifier: GPL-2.0 */
/* A lock that takes the place of a full barrier on x86; either of the two does, as with fork()'s two page-table locks. */
#include <pincer.h>

#define READ_ONCE(x)		load(&(x), relaxed)
#define WRITE_ONCE(x, value)	store(&(x), value, relaxed)
#define smp_mb()		fence(full)

typedef struct {
	thread_t owner;
} spinlock_t;

static inline void spin_lock(spinlock_t *lock)
{
	rmw(acquire) {
		await(!lock->owner);
		lock->owner = this_thread();
	}
}

static inline void spin_unlock(spinlock_t *lock)
{
	atomic_of(release) {
		lock->owner = 0;
	}
}

static int sequence, pinned;
static spinlock_t outer, inner;
static ghost int sequence_seen, pin_seen;

thread forks(void)
{
	WRITE_ONCE(sequence, 1);
	spin_lock(&outer);
	spin_lock(&inner);
	pin_seen = READ_ONCE(pinned);
	spin_unlock(&inner);
	spin_unlock(&outer);
}

thread pins(void)
{
	WRITE_ONCE(pinned, 1);
	smp_mb();
	sequence_seen = READ_ONCE(sequence);
}

finally one_sees_the_other(void)
{
	return sequence_seen || pin_seen;
}
