/* SPDX-License-Identifier: GPL-2.0 */
/* Dekker's lock.  Between the ghosts stands nothing but a fence: others come there, however little it orders. */
#include <pincer.h>

static int wants[2];
static ghost int inside;

static inline void enter(int me)
{
	store(&wants[me], 1, relaxed);
	fence(full);
}

static inline void work(void)
{
	inside++;
	fence(full);
	inside--;
}

static inline void lock_and_work(int me)
{
	enter(me);
	if (load(&wants[1 - me], relaxed) == 0)
		work();
	store(&wants[me], 0, release);
}

thread first(void)
{
	lock_and_work(0);
}

thread second(void)
{
	lock_and_work(1);
}

invariant one_at_a_time(void)
{
	return inside <= 1;
}
