/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while a page is being moved that a device works on.
 *
 * The mover leaves migration entries where the page was mapped, and finds out only afterwards that somebody still refers
 * to the page.  It takes no mmap_lock, so fork() may come upon such an entry, and must treat it as it would have treated
 * the page: one that may be pinned stays the parent's, and the child gets a copy.
 *
 * domain:  system E; I1 (I1g with -DPIN_FLAGS=FOLL_GET), I2, I3, I4, I5, I7, I8
 * threads: NR_PINNERS tasks that pin for a device, the mover, a task that forks and then writes in the parent (FORKS 0: only writes)
 * large:   -DNR_PINNERS=2 -DPIN_FAST=1 -DWRITE_SOON=1 --no-reduction: 57 845 574 states
 */
#include <pincer.h>

#ifndef NR_PINNERS
#define NR_PINNERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (3 + NR_PINNERS)
#endif
#ifndef FORKS
#define FORKS 1
#endif
#ifndef PIN_FLAGS
#define PIN_FLAGS FOLL_PIN		/* FOLL_GET: the device works on a page that is merely referenced */
#endif
#ifndef PIN_FAST
#define PIN_FAST 0			/* 1: tries without mmap_lock first, so the pin may be taken while fork() copies */
#endif
#ifndef READ_ONLY
#define READ_ONLY 0			/* 1: the page is mapped read-only when all begins, though nobody shares it */
#endif
#ifndef WRITE_SOON
#define WRITE_SOON 0			/* 1: the parent does not wait for the mover before it writes */
#endif
#ifndef CHILD_WRITES
#define CHILD_WRITES 0			/* 1: the child writes as well, after the parent */
#endif

#include <asm/uaccess.h>
#include <linux/mm.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/memory.c>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

#define BY_PARENT 1
#define BY_CHILD 2
#define BY_DEVICE 1

static bool mover_is_done;
static ghost bool moved, held_back;

#include "pin-and-move.h"

thread fork_and_write(void)
{
#if FORKS
	if (dup_mm(child, parent))
		return;
#endif
	if (!WRITE_SOON)
		await(READ_ONCE(mover_is_done));
	user_write(parent, 0, 0, BY_PARENT);
	if (CHILD_WRITES)
		user_write(child, 1, 0, BY_CHILD);
}

/* I1, I1g */
invariant pinned_page_stays_mapped(void)
{
	return !dma || !follow(parent, 0) || follow(parent, 0) == dma;
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_arrives(void)
{
	return !device_wrote || follow(parent, 0)->content.dma == BY_DEVICE;
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *theirs = follow(child, 0), *ours = follow(parent, 0);

	return (!theirs || theirs->content.cpu != BY_PARENT) && (!ours || ours->content.cpu != BY_CHILD);
}

#include "exclusive-pages.h"

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}

#if FORKS
static inline bool fork_is_copying(void)
{
	return parent->mmap_lock.writer && child->ptl.owner;
}

witness fork_meets_writable_entry(void)
{
	return fork_is_copying() && parent->pte[0].swp == SWP_MIGRATION_WRITE;
}
#endif

#ifndef SWP_MIGRATION_READ_EXCLUSIVE
/* Until v5.18 */
witness pinned_page_is_unmapped(void)
{
	return dma && is_swap_pte(parent->pte[0]);
}
#elif READ_ONLY
witness fork_meets_read_only_exclusive_entry(void)
{
	return fork_is_copying() && parent->pte[0].swp == SWP_MIGRATION_READ_EXCLUSIVE;
}
#endif

witness page_moves(void)
{
	return moved;
}

witness pin_holds_page_back(void)
{
	return held_back;
}

witness somebody_waits_for_the_move(void)
{
	return nr_page_waiters > 0;
}
