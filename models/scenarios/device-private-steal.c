/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page in the memory of a device is pinned, and the device takes it back.
 *
 * GUP has the page brought back by a fault, and looks at the entry again, as nothing that a fault returns says that the page is still
 * there.  A device that goes on taking it keeps GUP from ever getting it: that is for the device to avoid.
 *
 * domain:  system G; G-5, G-6; I1, I6, I7, I9
 * threads: NR_PINNERS that pin the page for another device, which writes to it; the device, which comes STEALS times to take it
 * large:   -DNR_PINNERS=3 -DADDRESS=0 --no-reduction: 23 312 936 states; two may put each other off, as in device-private-give-up.c
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#ifndef STEALS
#define STEALS 1			/* 0: for ever */
#endif
#ifndef NR_PINNERS
#define NR_PINNERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_PINNERS)	/* the first is the device's */
#endif
#define NR_MMS 1
#ifndef ADDRESS
#define ADDRESS 1			/* not 0, which is that of a page of which nobody has said where it belongs */
#endif
#define NR_PTES (ADDRESS + 1)

#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <lib/test_hmm.c>
#include <mm/memory.c>
#include <mm/gup.c>
#include <asm/uaccess.h>

#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_DEVICE = 1 };

static ghost bool pinned, is_pinned, taken;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	handle_mm_fault(process, ADDRESS, FAULT_FLAG_WRITE);
	dmirror_migrate(process, ADDRESS);
}

threads(pin, NR_PINNERS)
{
	struct task_struct current = { .mm = process };
	struct page *page;

	if (pin_user_pages_fast(&current, ADDRESS, 1, FOLL_WRITE, &page) != 1)
		return;
	pinned = true;
	is_pinned = true;
	dma_write(page, BY_DEVICE);
	is_pinned = false;
	unpin_user_page(page);
}

static inline void take_page(void)
{
	mmap_read_lock(process);
	dmirror_migrate(process, ADDRESS);
	mmap_read_unlock(process);
	taken = true;
}

#if STEALS
thread take(void)
{
	await(pte_present(ptep_get(&process->pte[ADDRESS])));
	for (int i = 0; i < STEALS; i++)
		take_page();
}

/* I6 */
invariant cpu_cannot_reach_device_memory(void)
{
	return device_memory_is_out_of_reach();
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2 */
finally pinned_write_arrives(void)
{
	return !pinned || follow(process, ADDRESS)->content.dma == BY_DEVICE;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

witness pin_keeps_the_device_from_taking_the_page(void)
{
	return is_pinned && taken;
}

witness page_is_taken_again_after_the_pin(void)
{
	return pinned && follow(process, ADDRESS) == device_page;
}
#else
/* Whenever it is in ordinary memory. */
daemon take(void)
{
	while (true) {
		await(pte_present(ptep_get(&process->pte[ADDRESS])));
		take_page();
	}
}
#endif

/* I9 */
eventually pin_is_given_out(void)
{
	return pinned;
}

witness page_is_taken_before_it_is_pinned(void)
{
	return taken && !pinned && follow(process, ADDRESS) == device_page;
}
