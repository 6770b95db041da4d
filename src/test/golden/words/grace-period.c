/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a grace period orders, in any memory model: a reader that begins before it is waited for, and one that begins after it sees
 * what was done before.
 */
#include <linux/rcupdate.h>

static int object = 1, freed;
static int *published = &object;
static bool met, missed;

threads(reader, NR_READERS)
{
	int *p;

	rcu_read_lock();
	p = rcu_dereference(published);
	if (p) {
		WRITE_ONCE(met, true);
		assert(!READ_ONCE(freed));
	} else {
		WRITE_ONCE(missed, true);
	}
	rcu_read_unlock();
}

thread updater(void)
{
	WRITE_ONCE(published, NULL);
#ifndef NO_GRACE_PERIOD
	synchronize_rcu();
#endif
	WRITE_ONCE(freed, true);
}

witness found(void)
{
	return met;
}

witness not_found(void)
{
	return missed;
}
