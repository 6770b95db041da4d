/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A process and a device that share an address space, and take a page from each other.
 *
 * The device has the page in memory that CPUs cannot access, and mapped in a page table of its own.  Before the page leaves,
 * the device must have let go of it, or what it writes afterwards is lost, or is written to a page that is somebody else's.
 *
 * domain:  system G; I6, I7, I9, DATA
 * threads: a device that writes once; a CPU that writes to the page, which brings it back, or (PIN) pins it
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1
#ifndef PIN
#define PIN 0
#endif
#ifndef MAY_FAIL
#define MAY_FAIL 0			/* 1: there may be no memory to move to */
#endif
#ifndef NR_PAGES
#define NR_PAGES 3			/* the first is the device's */
#endif
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/hmm.c>
#include <lib/test_hmm.c>
#include <mm/memory.c>
#include <mm/gup.c>

#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_CPU = 1, BY_DEVICE = 1 };

static ghost bool device_wrote, killed, pinned_elsewhere, cpu_is_done;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror.notifier.mm = process;
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	dmirror_migrate(process, 0);
	fail_page_alloc = MAY_FAIL;
}

thread device_writes(void)
{
	if (dmirror_write(0, BY_DEVICE))
		return;
	device_wrote = true;
}

thread cpu_writes(void)
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
	cpu_is_done = true;
}

/* I6 */
invariant cpu_cannot_reach_device_memory(void)
{
	return device_memory_is_out_of_reach();
}

/* The device has nothing mapped that the process has not, except while somebody is about to tell it. */
invariant device_maps_what_the_process_has(void)
{
	return !dmirror.pt[0].valid || dmirror.notifier.active_invalidate_ranges || process->ptl.owner ||
	       is_migration_entry(pte_to_swp_entry(process->pte[0])) || follow(process, 0) == pfn_to_page(dmirror.pt[0].pfn);
}

/* DATA */
finally device_write_arrives(void)
{
	return !device_wrote || follow(process, 0)->content.dma == BY_DEVICE;
}

/* I7 */
invariant no_use_after_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

/* I9: a process is not killed as long as there is memory. */
invariant nobody_is_killed(void)
{
	return MAY_FAIL || !killed;
}

/* I9 */
eventually cpu_gets_the_page(void)
{
	return cpu_is_done;
}

witness device_writes_to_its_own_memory(void)
{
	return device_wrote && device_page->content.dma == BY_DEVICE && !cpu_is_done;
}

#if PIN
witness pin_brings_the_page_back(void)
{
	return pinned_elsewhere;
}
#endif
