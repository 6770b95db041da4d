/* SPDX-License-Identifier: GPL-2.0 */
/* A spin_trylock() that takes the lock acquires; one that fails orders nothing. */
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static int x, done;
ghost static bool failed_early, failed_stale, taken_early, taken_stale, both;
ghost static int inside;

thread holder(void)
{
	WRITE_ONCE(x, 1);
	smp_wmb();
	spin_lock(&lock);
	inside++;
	both |= inside == 2;
	WRITE_ONCE(done, 1);
	inside--;
	spin_unlock(&lock);
}

thread tries(void)
{
	bool taken = spin_trylock(&lock);
	int seen;

	if (taken) {
		inside++;
		both |= inside == 2;
		seen = READ_ONCE(done) ? READ_ONCE(x) : 2;
		taken_early |= seen == 2;
		taken_stale |= seen == 0;
		inside--;
		spin_unlock(&lock);
	} else {
		seen = READ_ONCE(x);
		failed_early |= seen == 1;
		failed_stale |= seen == 0;
	}
}

invariant one_is_inside(void) { return !both; }
invariant who_takes_it_sees_what_was_stored(void) { return !taken_stale; }
witness it_is_taken(void) { return taken_early; }
witness it_fails(void) { return failed_early; }
witness it_fails_and_sees_less(void) { return failed_stale; }
