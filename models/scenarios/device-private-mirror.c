/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A process and a device that share an address space, and take a page from each other.
 *
 * The device has the page in memory that CPUs cannot access, and mapped in a page table of its own.  Before the page leaves,
 * the device must have let go of it, or what it writes afterwards is lost, or is written to a page that is somebody else's.
 *
 * domain:  system G; I6, I7, I9, DATA
 * threads: NR_ENGINES of a device that write once; NR_CPUS CPUs that write to the page, which brings it back, or (PIN) pin it
 * large:   -DNR_CPUS=2 -DNR_ENGINES=3 --no-reduction: 62 701 368 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1
#ifndef NR_ENGINES
#define NR_ENGINES 1
#endif
#define NR_LOOKUPS NR_ENGINES
#ifndef PIN
#define PIN 0
#endif
#ifndef MAY_FAIL
#define MAY_FAIL 0			/* 1: there may be no memory to move to */
#endif
#ifndef NR_CPUS
#define NR_CPUS 1			/* each with a thread of the process */
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_CPUS)		/* the first is the device's */
#endif
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/hmm_check.h>
#include <mm/migrate.c>
#include <mm/hmm.c>
#include <lib/test_hmm.c>
#include <mm/memory.c>
#include <mm/gup.c>

#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_CPU = 1, BY_DEVICE = 1 };

static ghost bool device_wrote, killed, pinned_elsewhere;
static ghost int nr_done;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror.notifier.mm = process;
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	dmirror_migrate(process, 0);
	fail_page_alloc = MAY_FAIL;
}

threads(device_writes, NR_ENGINES)
{
	if (dmirror_write(0, BY_DEVICE))
		return;
	device_wrote = true;
}

threads(cpu_writes, NR_CPUS)
{
#if PIN
	struct task_struct current = { .mm = process };
	struct page *page;

	if (pin_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page) == 1) {
		pinned_elsewhere = page != device_page;
		unpin_user_page(page);
	} else {
		killed = true;
	}
#else
	killed |= user_write(process, 0, 0, BY_CPU);
#endif
	nr_done++;
}

/* I6 */
invariant cpu_cannot_reach_device_memory(void)
{
	return device_memory_is_out_of_reach();
}

invariant device_maps_what_the_process_has(void)
{
	return mirror_maps_what_the_process_has();
}

/* DATA */
finally device_write_arrives(void)
{
	return !device_wrote || follow(process, 0)->content.dma == BY_DEVICE;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

#if MAY_FAIL
/* Without memory to move to there is no way on. */
witness process_is_killed(void)
{
	return killed;
}
#else
/* I9: there is memory. */
invariant nobody_is_killed(void)
{
	return !killed;
}

/* I9 */
eventually cpu_gets_the_page(void)
{
	return nr_done == NR_CPUS;
}
#endif

witness device_writes_to_its_own_memory(void)
{
	return device_wrote && device_page->content.dma == BY_DEVICE && !nr_done;
}

/* What was written to the device's memory is where a CPU can read it. */
witness move_brings_what_the_device_wrote(void)
{
	struct page *page = follow(process, 0);

	return page && page != device_page && page->content.dma == BY_DEVICE && device_page->content.dma == BY_DEVICE;
}

#if PIN
witness pin_brings_the_page_back(void)
{
	return pinned_elsewhere;
}
#endif
