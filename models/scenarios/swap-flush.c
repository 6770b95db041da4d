/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page is taken for swap, while a CPU that keeps translations goes on writing to it.
 *
 * Reclaim clears the entry and flushes before it writes the page out: what the CPU writes by its old translation goes to swap with
 * the page, and what it writes later waits for a fault.  Without the flush a write goes to a page that is on the device already, or
 * free, and is lost.
 *
 * domain:  N-12; I2, I7
 * threads: NR_WRITERS that write twice, by turns on one CPU; reclaim, RECLAIMS times
 * large:   -DNR_WRITERS=2 -DRECLAIMS=9 --no-reduction: 12 032 154 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8		/* isolation, swap cache and mapping are no pin */
#include <pincer.h>

#define NR_TLBS 1
#define NR_MMS 1
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (1 + NR_WRITERS)
#endif
#ifndef RECLAIMS
#define RECLAIMS 2
#endif

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/memory.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>

#define process (&mms[0])

enum { FIRST = 1, LAST = 2 };

static ghost bool swapped_out;

initial page_is_mapped(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
}

threads(write, NR_WRITERS)
{
	user_write(process, 0, 0, FIRST);
	user_write(process, 0, 0, LAST);
}

thread reclaim(void)
{
	for (int i = 0; i < RECLAIMS; i++)
		if (shrink_inactive_list(pfn_to_page(0)))
			swapped_out = true;
}

/* I2: what was written last is there. */
finally last_write_is_there(void)
{
	return content_at(process, 0).cpu == LAST;
}

/* I7: who has a translation of a page may use it at any time. */
invariant translated_page_is_not_free(void)
{
	return !process->tlb[0][0].present || mem_map[process->tlb[0][0].pfn].allocated;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru() && swap_counts_add_up();
}

witness page_is_swapped_out(void)
{
	return swapped_out;
}

witness translation_outlives_the_entry(void)
{
	return process->tlb[0][0].present && pte_none(process->pte[0]);
}

witness page_is_written_to_while_it_is_written_out(void)
{
	return mem_map[0].writeback && process->pte[0].present && process->pte[0].write && pte_page(process->pte[0]) == &mem_map[0];
}
