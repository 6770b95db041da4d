/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() against a pin that only reads: the device goes on seeing what the parent writes.
 *
 * A read-only entry is good enough for such a pin, so it may be taken of a page that parent and child share, or are about
 * to share.  Then whoever writes first gets the copy: the pin may end up with the page of the other process.
 *
 * domain:  system A, N-5; I1r, I3, I4, I5, I7
 * threads: the parent, which forks and then writes; the child, which exits; NR_GUP CPUs that pin, ROUNDS times
 * large:   -DNR_GUP=2 -DROUNDS=3 --no-reduction: 26 626 997 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (3 + NR_GUP)
#endif
#ifndef PIN_SLOW
#define PIN_SLOW 0				/* 1: pins with mmap_lock from the start */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1 };

static char forked;				/* 1: the child runs, -1: there is none */

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

thread child_exits(void)
{
	await(READ_ONCE(forked));
	if (READ_ONCE(forked) > 0)
		mmput(child);
}

threads(pin_to_read, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];
	int pinned;

	for (int i = 0; i < ROUNDS; i++) {
		if (PIN_SLOW) {
			mmap_read_lock(parent);
			pinned = pin_user_pages(&current, 0, 1, 0, pages);
			mmap_read_unlock(parent);
		} else {
			pinned = pin_user_pages_fast(&current, 0, 1, 0, pages);
		}
		if (pinned == 1)
			unpin_user_page(pages[0]);
	}
}

/* I1r */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I3 */
invariant child_is_isolated(void)
{
	return !follow(child, 0) || follow(child, 0)->content.cpu != BY_PARENT;
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* I5 */
invariant pinned_page_is_exclusive(void)
{
	return pinned_pages_are_exclusive();
}

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

witness shared_page_is_pinned(void)
{
	return mem_map[0].pins && count_mappings(&mem_map[0]) > 1;
}

witness page_is_pinned_while_fork_runs(void)
{
	return mem_map[0].pins && parent->mmap_lock.writer;
}

/* Neither has written, the child has its page still, and yet the parent has another one that it may not write to. */
witness parent_gets_a_copy_to_be_pinned(void)
{
	return forked > 0 && follow(child, 0) && follow(parent, 0) && follow(parent, 0) != follow(child, 0) &&
	       !parent->pte[0].write;
}

#if !PIN_SLOW
witness gup_is_undone_as_the_page_is_shared(void)
{
	return gup_stopped_by == GUP_PAGE_IS_SHARED;
}
#endif
