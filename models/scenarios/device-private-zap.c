/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MADV_DONTNEED of a page in the memory of a device, while a CPU wants it, or the device.
 *
 * The page goes back to its driver at once, whoever is about to ask the driver for it; and the device must have let go of it, or it
 * writes to a page that may be somebody else's by then.
 *
 * domain:  system G; G-2; I7
 * threads: NR_CPUS times a CPU or the device, which writes to the page; a CPU that throws it away
 * large:   -DNR_CPUS=3 --no-reduction: 37 550 406 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1
#ifndef NR_CPUS
#define NR_CPUS 1			/* that touch it */
#endif
#define NR_LOOKUPS NR_CPUS
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

#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_CPU = 1, BY_DEVICE = 1 };

static ghost bool by_device, zapped;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror.notifier.mm = process;
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	dmirror_migrate(process, 0);
	dmirror_do_update();		/* the device has it, and has yet to map it */
}

threads(touch, NR_CPUS)
{
	if (choose(2)) {
		by_device = true;
		dmirror_write(0, BY_DEVICE);
	} else {
		user_write(process, 0, 0, BY_CPU);
	}
}

thread zap(void)
{
	mmap_read_lock(process);
	zap_page_range(process, 0, 1);
	mmap_read_unlock(process);
	zapped = true;
}

invariant device_maps_what_the_process_has(void)
{
	return mirror_maps_what_the_process_has();
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

witness page_of_the_device_is_thrown_away(void)
{
	return zapped && by_device && !device_page->allocated;
}

witness entry_is_thrown_away_while_the_page_moves(void)
{
	return zapped && nr_migrating && device_page->allocated && pte_none(process->pte[0]);
}
