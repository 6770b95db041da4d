/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page that a device writes to is taken for swap, and touched again.
 *
 * Reclaim takes the page out of the page table before it finds out that somebody uses it.  The page then stays, in the swap
 * cache; but whoever touches it next may get it read-only, and a copy when he writes.  The device's data are in the other page.
 *
 * domain:  system H; I1 (I1g with -DPIN_FLAGS=FOLL_GET), I2, I3, I4, I5, I7
 * threads: NR_IO tasks that pin for a device; reclaim; NR_CPUS of its owner, who read and then write another part
 * knobs:   PIN_FLAGS FOLL_GET: O_DIRECT until v6.5.  PIN_SLOW 1: takes mmap_lock first.  SOON 1: the owner does not wait for
 *          reclaim; 10^5 states
 * large:   -DNR_IO=2 -DNR_CPUS=2 --no-reduction: 13 137 047 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8		/* isolation, swap cache, mapping and a fault's reference are no pin */
#include <pincer.h>

#ifndef PIN_FLAGS
#define PIN_FLAGS FOLL_PIN
#endif
#ifndef SOON
#define SOON 0
#endif
#ifndef NR_IO
#define NR_IO 1
#endif
#ifndef NR_CPUS
#define NR_CPUS 1
#endif
#define NR_PAGES (1 + NR_IO + NR_CPUS)
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/gup.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>

#define process (&mms[0])

enum { BY_OWNER = 1, BY_DEVICE = 1 };

static bool reclaim_is_done;
static ghost bool swapped_out, read_back, held_back;

#include "work-on-a-page.h"

initial owner_has_written(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
}

threads(direct_io, NR_IO)
{
	struct page *page;

	if (get_page_for_device(process, &page))
		device_writes(page);
}

thread reclaim(void)
{
	if (shrink_inactive_list(pfn_to_page(0)))
		swapped_out = true;
	else
		held_back = dma && READ_ONCE(process->pte[0].present);
	WRITE_ONCE(reclaim_is_done, true);
}

threads(touch, NR_CPUS)
{
	if (!SOON)
		await(READ_ONCE(reclaim_is_done));
	user_read(process, 0);
	read_back = swapped_out;
	user_write(process, 0, 0, BY_OWNER);
}

/* I1, I1g: mapped, or in the swap cache by the slot that the entry names; whoever holds the lock is about to see to it. */
invariant pinned_page_stays_mapped(void)
{
	return !dma || process->ptl.owner || follow(process, 0) == dma;
}

/* I2: what the device wrote is there for the owner to read. */
finally device_data_arrives(void)
{
	return !device_wrote || content_at(process, 0).dma == BY_DEVICE;
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

witness referenced_page_is_unmapped(void)
{
	return dma && is_swap_pte(process->pte[0]);
}

witness page_is_mapped_from_the_swap_cache(void)
{
	return process->pte[0].present && !process->pte[0].write && follow(process, 0)->swapcache;
}

witness page_is_swapped_out_and_read_back(void)
{
	return read_back;
}

witness reference_holds_reclaim_back(void)
{
	return held_back;
}
