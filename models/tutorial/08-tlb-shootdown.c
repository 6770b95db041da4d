/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A stale TLB: a page is given away while another CPU still writes to it through its TLB.
 *
 * An entry of the page table may be cached by any CPU.  To clear it takes nothing out of these caches: before the page is used for
 * anything else, each CPU has to be told, and has to have answered.
 */
#include <pincer.h>

enum owner { US, OTHERS };

static bool present = true;			/* the page-table entry */
static bool cached;				/* the TLB of the other CPU has it */
static enum owner owner = US;
#ifdef FIXED
static bool flush, flushed;			/* the interrupt, and the answer */
#endif
static ghost bool wrote_to_others;

thread user(void)
{
	atomic { cached = present; }		/* the MMU walks the page table, and fills the TLB */
	atomic {				/* the CPU writes through what the TLB has */
		if (cached && owner == OTHERS)
			wrote_to_others = true;
	}
}

#ifdef FIXED
/* The interrupt handler of the CPU that the user runs on. */
daemon ipi(void)
{
	await(flush);
	atomic {
		cached = false;
		flushed = true;
	}
}
#endif

thread unmap(void)
{
	store(&present, false, full);
#ifdef FIXED
	store(&flush, true, full);		/* flush_tlb_page() */
	await(flushed);
#endif
	store(&owner, OTHERS, full);		/* the page is freed, and allocated again */
}

/* Nobody writes to a page that is no longer his. */
invariant page_of_others_is_left_alone(void)
{
	return !wrote_to_others;
}

witness page_is_given_away_after_a_use(void)
{
	return cached && !present;
}
