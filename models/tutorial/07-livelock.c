/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A livelock: two CPUs fault on one page, and the reference of each keeps the other from moving it.
 *
 * `eventually` speaks of runs without end, of fair ones: nobody is put off for ever, not even who waits for a lock.  A run that breaks
 * it is drawn as a way to a loop, and the loop.
 */
#include <pincer.h>

static int refcount;				/* beyond that of the mapping */
static bool moved;
static thread_t locked_by;

static void lock_page(void)
{
	atomic {
		await(!locked_by);
		locked_by = this_thread();
	}
}

static void unlock_page(void)
{
	store(&locked_by, 0, release);
}

static void get_page(void)
{
	rmw(full) { refcount++; }
}

static void put_page(void)
{
	rmw(full) { refcount--; }
}

threads(fault, 2)
{
	while (!load(&moved, acquire)) {
#ifdef FIXED
		lock_page();			/* who waits holds no reference */
		get_page();
#else
		get_page();
		lock_page();
#endif
		if (load(&refcount, relaxed) == 1)
			store(&moved, true, relaxed);
		put_page();
		unlock_page();
	}
}

/* The page is moved at last. */
eventually page_is_moved(void)
{
	return moved;
}
