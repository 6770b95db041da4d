/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while another thread of the parent writes: the child sees the memory of one instant.
 *
 * Sharing a page stops writers at the latest when the TLBs are flushed, and until then the child shares what they write.
 * A page that is copied at once, because it is pinned, is another matter: what is written to it afterwards is lost to
 * the child, while what is written later still to the next page is not.
 *
 * domain:  system A; I11, I3
 * threads: the parent, which forks; another thread of it, with a TLB, which writes to page 0, to page 1, and after fork()
 *          to page 1 again.  Page 0 is pinned all the time
 * large:   -DNR_GUP=3 --no-reduction: 109 580 706 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 0			/* CPUs that pin page 1 for a while */
#endif
#ifndef GUP_FLAGS
#define GUP_FLAGS FOLL_WRITE
#endif
#define NR_TLBS 1
#define NR_PTES 2
#ifndef NR_PAGES
#define NR_PAGES (4 + NR_GUP)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BEFORE, NEW, AFTER_FORK };

static char forked;				/* 1: fork() has returned, -1: with an error */

initial first_page_is_pinned(void)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	handle_mm_fault(parent, 1, FAULT_FLAG_WRITE);
	pin_user_pages_fast(&current, 0, 1, FOLL_WRITE, pages);
}

thread fork_it(void)
{
	int err = dup_mm(child, parent);

	WRITE_ONCE(forked, err ? -1 : 1);
}

thread write(void)
{
	user_write(parent, 0, 0, NEW);
	user_write(parent, 0, 1, NEW);
	await(READ_ONCE(forked));
	user_write(parent, 0, 1, AFTER_FORK);
}

#if NR_GUP
threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, 1, 1, GUP_FLAGS, pages) == 1)
		unpin_user_page(pages[0]);
}
#endif

/* I11: page 0 is written first, so there is no instant at which only page 1 is new. */
invariant child_sees_one_instant(void)
{
	return forked <= 0 || follow(child, 1)->content.cpu != NEW || follow(child, 0)->content.cpu == NEW;
}

/* I3 */
invariant child_is_isolated(void)
{
	return forked <= 0 || follow(child, 1)->content.cpu != AFTER_FORK;
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness fork_returns_in_the_middle(void)
{
	return forked > 0 && follow(child, 0)->content.cpu == NEW && follow(child, 1)->content.cpu == BEFORE;
}

witness translation_is_stale(void)
{
	return parent->tlb[0][1].write && !parent->pte[1].write && parent->pte[1].present;
}

witness fork_copies_the_page(void)
{
	return parent->mmap_lock.writer && follow(child, 0) && follow(child, 0) != follow(parent, 0);
}

witness parent_writes_after_fork(void)
{
	return forked > 0 && follow(parent, 1) && follow(parent, 1)->content.cpu == AFTER_FORK;
}
