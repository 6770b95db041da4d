/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() against get_user_pages_fast() with FOLL_GET: a page that is merely referenced is shared, and the parent may lose it.
 *
 * A reference does not say what it is for, so fork() does not look for any, and GUP-fast does not look at write_protect_seq.  Who
 * writes to the page of somebody who may fork has to pin it.
 *
 * domain:  system B, B-7; I1g, I2, I3, I4
 * threads: the parent, which forks and then writes; NR_GUP CPUs that take a reference, for a device that writes
 * large:   -DNR_GUP=3 -DCHILD_WRITES=1 --no-reduction: 23 385 632 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef CHILD_WRITES
#define CHILD_WRITES 0			/* 1: the child writes as well, after the parent */
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_GUP + CHILD_WRITES)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1, BY_CHILD = 2, BY_DEVICE = 3 };

static ghost struct page *dma;			/* what the device works on, while it is held */
static ghost bool device_wrote;

initial parent_has_written(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
}

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	user_write(parent, 0, 0, BY_PARENT);
	if (CHILD_WRITES)
		user_write(child, 1, 0, BY_CHILD);
}

threads(get, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	if (get_user_pages_fast(&current, 0, 1, FOLL_WRITE, pages) != 1)
		return;
	dma = pages[0];
	dma_write(pages[0], BY_DEVICE);
	device_wrote = true;
	dma = NULL;
	put_page(pages[0]);
}

/* I1g: not promised when the mm forks. */
invariant held_page_stays_mapped(void)
{
	return !dma || !follow(parent, 0) || follow(parent, 0) == dma;
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_reaches_parent(void)
{
	return !device_wrote || follow(parent, 0)->content.dma == BY_DEVICE;
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *theirs = follow(child, 0), *ours = follow(parent, 0);

	return (!theirs || theirs->content.cpu != BY_PARENT) && (!ours || ours->content.cpu != BY_CHILD);
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

witness page_is_held_while_fork_runs(void)
{
	return dma && parent->mmap_lock.writer;
}

witness gup_is_undone_as_the_entry_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}
