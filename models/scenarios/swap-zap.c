/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MADV_DONTNEED of a page that is on its way to swap, or there.
 *
 * The entry names a slot, and who takes it away gives the slot back.  The page may still be in the swap cache: then it goes as well,
 * unless somebody has it locked, as reclaim and faults have; what they leave behind, reclaim must find again.  A child may need
 * both.  Or KVM has a reference to the page: it marks the page as dirty when it lets go, and takes no lock for that.
 *
 * domain:  system H, R4 to R7; I2, I7
 * threads: reclaim, RECLAIMS times; NR_CPUS CPUs, which have KVM use the page, or the child read it, and throw it away
 * knobs:   STABLE_WRITES 1: a page must not change while it is written to swap.  SOON 1: nobody waits until the page has a slot
 * large:   -DNR_CPUS=3 --no-reduction: 24 746 139 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8		/* isolation, swap cache, mappings and a reference are no pin */
#include <pincer.h>

#ifndef NR_CPUS
#define NR_CPUS 1
#endif
#ifndef RECLAIMS
#define RECLAIMS 1
#endif
#ifndef STABLE_WRITES
#define STABLE_WRITES 0
#endif
#ifndef SOON
#define SOON 0
#endif
#define NR_PAGES (2 + NR_CPUS)

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/gup.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1 };

static ghost bool forked, reclaim_is_done, zapped, kept;

initial parent_has_written(void)
{
	swap_info.flags = STABLE_WRITES ? SWP_STABLE_WRITES : 0;
	user_write(parent, 0, 0, BY_PARENT);
	if (choose(2)) {
		dup_mm(child, parent);
		forked = true;
	}
}

thread reclaim(void)
{
	for (int i = 0; i < RECLAIMS; i++)
		shrink_inactive_list(pfn_to_page(0));
	reclaim_is_done = true;
}

threads(zap, NR_CPUS)
{
	struct task_struct current = { .mm = parent };
	struct page *page = NULL;
	bool alone;

	if (!SOON)
		await(READ_ONCE(swap_info.swap_map[0]) || !READ_ONCE(parent->pte[0].present));
	if (forked)
		user_read(child, 0);
	else if (choose(2))
		get_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page);		/* hva_to_pfn_fast() */

	mmap_read_lock(parent);
	alone = NR_CPUS == 1 && !forked && reclaim_is_done;
	zap_page_range(parent, 0, 1);
	mmap_read_unlock(parent);
	zapped = true;

	if (page) {		/* kvm_release_pfn_dirty() */
		set_page_dirty(page);
		put_page(page);
	}
	if (alone && (!page || page == pfn_to_page(0)) && READ_ONCE(swap_info.swap_map[0]))
		kept = true;		/* and it is not that COW has copied the page of the slot for KVM */
}

/* I2: what the parent wrote is the child's as well. */
finally child_finds_what_was_written(void)
{
	return !forked || content_at(child, 0).cpu == BY_PARENT;
}

/* I7: the slot is nobody else's yet. */
invariant slot_is_kept_while_it_is_written(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].writeback && swapper_space[mem_map[i].private] != &mem_map[i])
			return false;
	return true;
}

/* I7: if nobody else is at the page, it does not take reclaim to free the slot. */
invariant slot_is_free_at_once(void)
{
	return !kept;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru() && swap_counts_add_up();
}

witness reclaim_has_the_page_locked(void)
{
	return zapped && mem_map[0].locked && mem_map[0].swapcache;
}

witness page_waits_for_reclaim(void)
{
	return reclaim_is_done && zapped && !forked && swapper_space[0];
}

witness child_maps_the_page_of_the_slot(void)
{
	return child->pte[0].present && follow(child, 0)->swapcache && count_slot_entries(0);
}

witness page_is_marked_while_it_is_frozen(void)
{
	return mem_map[0].dirty && mem_map[0].locked && !mem_map[0]._refcount.counter;
}
