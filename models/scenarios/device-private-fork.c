/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a process that shares its address space with a device, while one of its pages is in the device's memory.
 *
 * The child gets an entry that names the same page, and neither may write to it from then on.  That holds for the device as well: it
 * is told before anything is copied, and asks again before it writes.
 *
 * domain:  system G; I3 with what the device writes, I4, I7
 * threads: NR_ENGINES of the device, which write; a task that forks, may write in the parent, and has the device write then
 * large:   -DNR_ENGINES=12 --no-reduction: 16 064 635 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1			/* the device shares the parent's address space */
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

#define parent process
#define child (&mms[1])

static ghost bool forked;

#include "engines-of-a-device.h"

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	forked = true;
	write_afterwards();
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *page = follow(child, 0);

	return !page || (page->content.cpu != BY_CPU && page->content.dma != AFTER);
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
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
