/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a process that shares its address space with a device, while one of its pages is in the device's memory.
 *
 * The child gets an entry that names the same page, and neither may write to it from then on.  That holds for the device as well: it
 * is told before anything is copied, and asks again before it writes.
 *
 * domain:  system G; I3 with what the device writes, I4, I7
 * threads: the device, which writes through what it has mapped; a task that forks, may write in the parent, and has the device write then
 * large:   -DNR_ENGINES=12 --no-reduction: 16 064 635 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1			/* the device shares the parent's address space */
#ifndef NR_ENGINES
#define NR_ENGINES 1			/* of the device */
#endif
#ifndef NR_PAGES
#define NR_PAGES 4			/* the first is the device's */
#endif
#define NR_MMS 2

#include <asm/uaccess.h>
#include <linux/hmm_check.h>
#include <mm/migrate.c>
#include <mm/hmm.c>
#include <lib/test_hmm.c>
#include <mm/memory.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])
#define device_page pfn_to_page(0)

enum { BY_PARENT = 1, BEFORE_FORK = 1, AFTER_FORK = 2 };

static ghost bool forked, device_is_refused, device_wrote;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror.notifier.mm = parent;
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	dmirror_migrate(parent, 0);
}

threads(device_writes, NR_ENGINES)
{
	mutex_lock(&dmirror.mutex);
	dmirror_do_write(0, BEFORE_FORK);
	mutex_unlock(&dmirror.mutex);
}

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	forked = true;
	if (choose(2))
		user_write(parent, 0, 0, BY_PARENT);
	if (dmirror_write(0, AFTER_FORK))
		device_is_refused = true;
	else
		device_wrote = true;
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *page = follow(child, 0);

	return !page || (page->content.cpu != BY_PARENT && page->content.dma != AFTER_FORK);
}

invariant device_writes_where_process_may(void)
{
	return mirror_writes_only_where_the_process_may();
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

witness fork_meets_page_of_the_device(void)
{
	return forked && follow(parent, 0) == device_page && follow(child, 0) == device_page;
}

witness page_moves_in_both(void)
{
	return follow(child, 0) && follow(child, 0) != device_page && follow(child, 0) == follow(parent, 0);
}

witness device_may_not_write_what_is_shared(void)
{
	return device_is_refused;
}

witness device_writes_after_fork(void)
{
	return device_wrote;
}
