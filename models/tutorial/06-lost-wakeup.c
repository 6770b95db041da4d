/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A lost wake-up: a CPU looks at a page lock, and goes to sleep after the page was unlocked.
 *
 * Look and sleep are two steps.  Who unlocks in between wakes nobody.  The cure of the kernel: first queue, then look again.
 */
#include <pincer.h>

static bool locked = true;
static bool queued;
static bool woken;

static void unlock_page(void)
{
	store(&locked, false, full);
	if (load(&queued, full))
		store(&woken, true, full);
}

static void wait_on_page_locked(void)
{
	if (!load(&locked, full))
		return;
	store(&queued, true, full);		/* add_wait_queue() */
#ifdef FIXED
	if (!load(&locked, full))
		return;
#endif
	await(woken);				/* io_schedule() */
}

thread holder(void)
{
	unlock_page();
}

thread waiter(void)
{
	wait_on_page_locked();
}

witness waiter_is_woken(void)
{
	return woken;
}
