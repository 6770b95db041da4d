/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork(), GUP-fast, reclaim and a mover, all at the same pages.
 *
 * Reclaim and the mover take a page out of the page tables, and leave swap entries or migration entries; fork() copies what
 * it meets, be it a page or an entry, and GUP-fast may pin the page until the last moment, and again once it is back.  A page
 * that is pinned stays the parent's on each of these ways, also where one of them follows another.
 *
 * domain:  systems A, E, H; I1, I2, I4, I5, I7
 * threads: NR_GUP CPUs that pin for a device; reclaim; the mover; FORKS tasks that fork, then write in the parent
 * knobs:   SOON 1: nobody waits for anybody.  NR_PTES: pages, of which each thread takes any.  RECLAIM 0, MIGRATE 0: without
 * large:   -DSOON=1 --no-reduction: 11 425 121 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 16	/* isolation, swap cache, mappings and references of faults are no pin */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef FORKS
#define FORKS 1
#endif
#ifndef RECLAIM
#define RECLAIM 1
#endif
#ifndef MIGRATE
#define MIGRATE 1
#endif
#ifndef SOON
#define SOON 0				/* 0: the mover waits for reclaim, fork() for the mover and for those who pin */
#endif
#ifndef NR_PTES
#define NR_PTES 1
#endif
#define NR_MMS (1 + FORKS)
#define NR_SWAP NR_PTES
#define NR_PAGES (NR_PTES * NR_MMS + NR_GUP + FORKS + MIGRATE)

#include <asm/uaccess.h>
#include <linux/swap_check.h>

/* Reclaim needs them before it comes to the files that have them: memory.c wants to know first whether pages move. */
bool add_to_swap(struct page *page);
void __delete_from_swap_cache(struct page *page, swp_entry_t entry);
void swap_writepage(struct page *page);

#include <mm/migrate.c>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])

enum { BY_PARENT = 1, BY_DEVICE = 1 };

static bool reclaim_is_done = !RECLAIM, mover_is_done = !MIGRATE;
static char nr_pins_done, nr_children;
static ghost bool device_wrote[NR_PTES], swapped_out, moved;

initial parent_has_written(void)
{
	for (int address = 0; address < NR_PTES; address++)
		handle_mm_fault(parent, address, FAULT_FLAG_WRITE);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	int address = choose(NR_PTES);
	struct page *page;
	bool pinned = pin_user_pages_fast(&current, address, 1, FOLL_WRITE, &page) == 1;

	atomic { nr_pins_done++; }
	if (!pinned)
		return;
	dma_write(page, BY_DEVICE);
	device_wrote[address] = true;
	unpin_user_page(page);
}

#if RECLAIM
thread reclaim(void)
{
	if (shrink_inactive_list(pfn_to_page(choose(NR_PTES))))
		swapped_out = true;
	WRITE_ONCE(reclaim_is_done, true);
}

witness page_goes_to_swap(void)
{
	return swapped_out;
}
#endif

#if MIGRATE
thread move(void)
{
	struct page *page = pfn_to_page(choose(NR_PTES));

	if (!SOON)
		await(READ_ONCE(reclaim_is_done));
	if (isolate_migratepages_block(page)) {
		if (migrate_pages(page) == MIGRATEPAGE_SUCCESS)
			moved = true;
		else
			putback_lru_page(page);
	}
	WRITE_ONCE(mover_is_done, true);
}

witness page_moves(void)
{
	return moved;
}
#endif

threads(fork_and_write, FORKS)
{
	int child;

	if (!SOON)
		await(READ_ONCE(mover_is_done) && READ_ONCE(reclaim_is_done) && READ_ONCE(nr_pins_done) == NR_GUP);
	atomic { child = ++nr_children; }
	if (!dup_mm(&mms[child], parent))
		user_write(parent, 0, choose(NR_PTES), BY_PARENT);
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_arrives(void)
{
	for (int address = 0; address < NR_PTES; address++)
		if (device_wrote[address] && content_at(parent, address).dma != BY_DEVICE)
			return false;
	return true;
}

#include "exclusive-pages.h"

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru() && swap_counts_add_up();
}
