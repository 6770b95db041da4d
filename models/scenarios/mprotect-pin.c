/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect() to read-only and back, of a page that a device writes to.
 *
 * The page itself stays; but the owner's next write is a COW fault, and if COW goes by references it takes the device's for those
 * of another process.
 *
 * domain:  N-2; I1, I2
 * threads: NR_GUP tasks that pin for a device; one that calls mprotect(), and then writes to the page, ROUNDS times
 * large:   -DNR_GUP=4 -DROUNDS=2 --no-reduction: 13 527 411 states
 */
#include <pincer.h>

#ifdef HUGE					/* the page is part of a huge page */
#define CONFIG_TRANSPARENT_HUGEPAGE
#define NR_PTES 2
#define NR_PGTABLES 2
#else
#define NR_PTES 1
#endif
#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#ifndef FIRST
#define FIRST 0					/* from which page on mprotect() is called */
#endif
#define NR_CPUS NR_GUP				/* that may have interrupts off at a time */
#define NR_PAGES ((1 + NR_GUP) * NR_PTES)
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <mm/mprotect.c>

#define process (&mms[0])
#define TAIL (NR_PTES - 1)

enum { BY_OWNER = 1, BY_DEVICE = 1 };

static ghost bool device_wrote;

initial owner_has_written(void)
{
#ifdef HUGE
	do_huge_pmd_anonymous_page(process);
#else
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
#endif
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = process };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, TAIL, 1, FOLL_WRITE, pages) != 1)
		return;
	dma_write(pages[0], BY_DEVICE);
	device_wrote = true;
	unpin_user_page(pages[0]);
}

thread mprotect_and_write(void)
{
	for (int i = 0; i < ROUNDS; i++) {
		do_mprotect_pkey(process, FIRST, NR_PTES);
		user_write(process, 0, TAIL, BY_OWNER);
	}
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2: what the device wrote is there for the owner to read. */
finally device_data_arrives(void)
{
	return !device_wrote || follow(process, TAIL)->content.dma == BY_DEVICE;
}

witness pinned_page_becomes_read_only(void)
{
	return mem_map[TAIL].pins && pte_present(entry_at(process, TAIL)) && !pte_write(entry_at(process, TAIL));
}

witness owner_writes_to_the_pinned_page(void)
{
	return mem_map[TAIL].pins && mem_map[TAIL].content.cpu == BY_OWNER;
}
