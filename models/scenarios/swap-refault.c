/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page is touched again while it is on its way to swap.
 *
 * The fault may find the page in the swap cache at any moment: before it is written, while it is being written, and until its last
 * reference is frozen.  What is written to it from then on must not be lost; and a device that computes a checksum must not
 * see the page change under its hands.
 *
 * domain:  system H; I2, I4, I7; H-4s
 * threads: reclaim; NR_CPUS CPUs of the owner, which read and then write
 * knobs:   NR_CPUS; STABLE_WRITES 0: a device that does not mind; RECLAIMS: how often reclaim comes.  -DNR_CPUS=2: 10^6 states
 * large:   -DNR_CPUS=2 -DRECLAIMS=4 --no-reduction: 12 787 382 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8
#include <pincer.h>

#ifndef NR_CPUS
#define NR_CPUS 1
#endif
#ifndef STABLE_WRITES
#define STABLE_WRITES 1
#endif
#ifndef RECLAIMS
#define RECLAIMS 2
#endif
#define NR_PAGES (2 + NR_CPUS)
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/memory.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>

#define process (&mms[0])

enum { BY_OWNER = 1 };

static ghost bool swapped_out, read_back;

initial owner_has_written(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	swap_info.flags = STABLE_WRITES ? SWP_STABLE_WRITES : 0;
}

thread reclaim(void)
{
	for (int i = 0; i < RECLAIMS; i++)
		if (shrink_inactive_list(pfn_to_page(0)))
			swapped_out = true;
}

threads(touch, NR_CPUS)
{
	user_read(process, 0);
	if (swapped_out)
		read_back = true;
	user_write(process, 0, 0, BY_OWNER);
}

/* I2: what was written is not lost. */
finally owner_data_stays(void)
{
	return content_at(process, 0).cpu == BY_OWNER;
}

/* H-4s: nobody can write to a page while it is written to a device that minds. */
invariant page_is_stable_while_it_is_written(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].writeback && (swap_info.flags & SWP_STABLE_WRITES) && process->pte[0].present &&
		    process->pte[0].write && pte_page(process->pte[0]) == &mem_map[i])
			return false;
	return true;
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru() && swap_counts_add_up();
}

witness page_is_swapped_out_and_read_back(void)
{
	return read_back;
}

witness page_is_mapped_while_it_is_written(void)
{
	return process->pte[0].present && pte_page(process->pte[0])->writeback;
}

witness page_is_copied_while_it_is_written(void)
{
	return process->pte[0].present && mem_map[0].writeback && pte_page(process->pte[0]) != &mem_map[0];
}
