/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page is freed lazily while reclaim takes it for swap.
 *
 * madvise(MADV_FREE) makes the entry clean, and the page is marked later, when a pagevec is drained.  In between reclaim takes the page
 * for any other, and gives it a slot: so it must write the page out, though no entry says that it is dirty.  And a page that is in the
 * swap cache by then must not be marked, and one that a child has as well must not be thrown away.
 *
 * domain:  N-13; I2, I7, I8, I9
 * threads: the owner, which frees the page lazily, and then reads or writes; reclaim, RECLAIMS times; NR_READERS of the child
 * large:   -DNR_READERS=2 --no-reduction: 18 455 828 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8			/* isolation, swap cache, mappings and a pagevec are no pin */
#include <pincer.h>

#ifndef RECLAIMS
#define RECLAIMS 1
#endif
#ifndef NR_READERS
#define NR_READERS 0
#endif
#define NR_PAGES (4 + NR_READERS)

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/memory.c>
#include <mm/madvise.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>
#include <kernel/fork.c>

#define owner (&mms[0])
#define child (&mms[1])

enum { BY_OWNER = 1, BY_OWNER_AGAIN = 2, BY_OTHERS = 3 };

static ghost bool forked, wrote_again;

/* The page has been to swap or not, and there is a child or not, which has the page mapped as well or not. */
initial owner_has_written(void)
{
	swap_info.device[0].cpu = BY_OTHERS;
	user_write(owner, 0, 0, BY_OWNER);
	if (choose(2)) {
		dup_mm(child, owner);
		forked = true;
	}
	if (choose(2)) {
		shrink_inactive_list(pfn_to_page(0));
		user_read(owner, 0);
		if (forked && choose(2))
			user_read(child, 0);
	}
}

thread free_lazily(void)
{
	madvise_free(owner, 0);
	if (choose(2))
		lru_add_drain();
	if (choose(2)) {
		user_write(owner, 0, 0, BY_OWNER_AGAIN);
		wrote_again = true;
	} else {
		user_read(owner, 0);
	}
	lru_add_drain();
}

thread reclaim(void)
{
	for (int i = 0; i < RECLAIMS; i++)
		shrink_inactive_list(pfn_to_page(0));
}

#if NR_READERS
threads(child_reads, NR_READERS)
{
	if (forked)
		user_read(child, 0);
}
#endif

/* I2: what was written since is there; else what was written before, or zeroes, and nothing of anybody else's. */
finally owner_finds_what_was_written(void)
{
	int value = content_at(owner, 0).cpu;

	return wrote_again ? value == BY_OWNER_AGAIN : value == BY_OWNER || value == 0;
}

/* I2: the child has not freed anything. */
finally child_finds_what_was_written(void)
{
	return !forked || content_at(child, 0).cpu == BY_OWNER;
}

/* I8 */
finally pages_are_unlocked(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].locked)
			return false;
	return true;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru() && swap_counts_add_up();
}

witness page_is_thrown_away(void)
{
	return mem_map[0].lazyfree && mem_map[0].locked && !mem_map[0]._refcount.counter;
}

witness page_gets_a_slot_before_it_is_marked(void)
{
	return lru_lazyfree_pvec && lru_lazyfree_pvec->swapcache;
}

witness page_is_shared_while_it_is_freed(void)
{
	return forked && lru_lazyfree_pvec && follow(owner, 0) == follow(child, 0);
}
