/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while a page that a device writes to is taken for swap.
 *
 * fork() copies the swap entry that stands for the page, and from then on the page belongs to both.  If it was pinned it is never
 * unmapped, and the child gets a copy; if it was merely referenced, whoever writes first gets the copy.
 *
 * domain:  system H; I1 (I1g with -DPIN_FLAGS=FOLL_GET), I2, I3, I4, I5, I7
 * threads: NR_IO threads that pin for a device; reclaim, RECLAIMS times; the parent, which forks, then writes; then the child writes
 * knobs:   PIN_FLAGS FOLL_GET: O_DIRECT until v6.5.  SOON 1: fork() waits for nobody, 10^6 states.  CHILD_WRITES 0: for fewer
 * large:   -DNR_IO=3 --no-reduction: 47 021 413 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8		/* isolation, swap cache, mappings and a fault's reference are no pin */
#include <pincer.h>

#ifndef PIN_FLAGS
#define PIN_FLAGS FOLL_PIN
#endif
#ifndef SOON
#define SOON 0
#endif
#ifndef CHILD_WRITES
#define CHILD_WRITES 1
#endif
#ifndef NR_IO
#define NR_IO 1
#endif
#ifndef RECLAIMS
#define RECLAIMS 1
#endif
#define NR_PAGES (3 + NR_IO)

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/gup.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1, BY_CHILD = 2, BY_DEVICE = 1 };

static bool pin_is_done, reclaim_is_done;
static ghost bool held_back;

#include "work-on-a-page.h"

initial parent_has_written(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
}

threads(direct_io, NR_IO)
{
	struct page *page;
	bool pinned = get_page_for_device(parent, &page);

	WRITE_ONCE(pin_is_done, true);
	if (pinned)
		device_writes(page);
}

thread reclaim(void)
{
	for (int i = 0; i < RECLAIMS; i++)
		if (!shrink_inactive_list(pfn_to_page(0)))
			held_back = dma;
	WRITE_ONCE(reclaim_is_done, true);
}

thread fork_and_write(void)
{
	if (!SOON)
		await(READ_ONCE(pin_is_done) && READ_ONCE(reclaim_is_done));
	if (dup_mm(child, parent))
		return;
	user_write(parent, 0, 0, BY_PARENT);
	if (CHILD_WRITES)
		user_write(child, 0, 0, BY_CHILD);
}

/* I1, I1g: mapped, or in the swap cache by the slot that the entry names; whoever holds the lock is about to see to it. */
invariant pinned_page_stays_mapped(void)
{
	return !dma || parent->ptl.owner || follow(parent, 0) == dma;
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_arrives(void)
{
	return !device_wrote || content_at(parent, 0).dma == BY_DEVICE;
}

/* I3 */
finally child_is_isolated(void)
{
	return content_at(child, 0).cpu != BY_PARENT && content_at(parent, 0).cpu != BY_CHILD;
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

#if PIN_FLAGS == FOLL_PIN
/* I5 */
invariant pinned_page_is_exclusive(void)
{
	return pinned_pages_are_exclusive();
}
#endif

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru() && swap_counts_add_up();
}

static inline bool fork_is_copying(void)
{
	return parent->mmap_lock.writer && child->ptl.owner;
}

witness fork_copies_a_swap_entry(void)
{
	return fork_is_copying() && child->pte[0].swp == SWP_SWAPFILE;
}

witness fork_meets_the_exclusive_bit(void)
{
	return fork_is_copying() && swap_entry_is_exclusive(parent->pte[0]);
}

witness reference_holds_reclaim_back(void)
{
	return held_back;
}
