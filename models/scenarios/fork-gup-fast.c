/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() against get_user_pages_fast(): a page that is pinned for a device stays the page that the parent has mapped.
 *
 * GUP-fast takes no lock.  It may get its pin before fork() looks at the entry, after it has made it read-only, or anywhere
 * in between.  If fork() shares a page that is pinned, the harm is done later: the parent's next write gives the parent a
 * copy, and the device goes on writing to a page that only the child has.
 *
 * domain:  system A; I1, I2, I3, I4, I5, I7
 * threads: the parent, which forks and then writes; the child, which writes; NR_GUP CPUs that pin, for a device that writes
 * large:   -DNR_GUP=2 -DGUP_FLAGS=0 --no-reduction: 12 757 286 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (3 + NR_GUP)			/* parent, child, one more copy for each that may fault at once */
#endif
#ifndef GUP_FLAGS
#define GUP_FLAGS FOLL_WRITE
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1, BY_CHILD = 2, BY_DEVICE = 3 };

static char forked;				/* 1: the child runs, -1: there is none */
static ghost bool device_wrote;

initial parent_has_written(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
}

thread fork_and_write(void)
{
	int err = dup_mm(child, parent);

	WRITE_ONCE(forked, err ? -1 : 1);
	if (!err)
		user_write(parent, 0, 0, BY_PARENT);
}

thread child_writes(void)
{
	await(READ_ONCE(forked));
	if (READ_ONCE(forked) > 0)
		user_write(child, 1, 0, BY_CHILD);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, 0, 1, GUP_FLAGS, pages) != 1)
		return;
	dma_write(pages[0], BY_DEVICE);
	device_wrote = true;
	unpin_user_page(pages[0]);
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_reaches_parent(void)
{
	return !device_wrote || follow(parent, 0)->content.dma == BY_DEVICE;
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *a = follow(parent, 0), *b = follow(child, 0);

	return !a || !b || (a->content.cpu != BY_CHILD && b->content.cpu != BY_PARENT);
}

#include "exclusive-pages.h"

/* I7 */
invariant used_page_is_not_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

/* I7: reclaim can find it. */
finally anonymous_page_is_on_the_lru(void)
{
	return anonymous_pages_are_on_the_lru();
}

witness page_is_pinned_before_fork(void)
{
	return mem_map[0].pins && !forked && !parent->mmap_lock.writer;
}

witness page_is_pinned_while_fork_runs(void)
{
	return mem_map[0].pins && parent->mmap_lock.writer;
}

witness fork_shares_the_page(void)
{
	return forked > 0 && follow(child, 0) && follow(child, 0) == follow(parent, 0);
}

witness fork_copies_the_page(void)
{
	return parent->mmap_lock.writer && follow(child, 0) && follow(child, 0) != follow(parent, 0);
}

witness gup_is_undone_as_the_entry_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}

witness gup_waits_for_fork(void)
{
	return gup_stopped_by == GUP_FORK_RUNS && parent->mmap_lock.writer;
}

witness gup_is_undone_as_fork_ran(void)
{
	return gup_stopped_by == GUP_FORK_RAN;
}

witness parent_writes_to_pinned_page(void)
{
	return forked > 0 && mem_map[0].pins && mem_map[0].content.cpu == BY_PARENT;
}
