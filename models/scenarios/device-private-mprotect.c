/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect() of a page in the memory of a device that shares the address space.
 *
 * The entry becomes read-only like any other.  The device is told before that, and asks again before it writes.
 *
 * domain:  system G; I7
 * threads: NR_ENGINES of the device, which write through what it has mapped; a task that calls mprotect(), may write, and has the device
 *          write then
 * large:   -DNR_ENGINES=12 --no-reduction: 10 536 291 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1
#ifndef NR_ENGINES
#define NR_ENGINES 1
#endif
#ifndef NR_PAGES
#define NR_PAGES 3			/* the first is the device's */
#endif
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/hmm_check.h>
#include <mm/migrate.c>
#include <mm/hmm.c>
#include <lib/test_hmm.c>
#include <mm/mprotect.c>

#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_CPU = 1, BEFORE = 1, AFTER = 2 };

static ghost bool protected, device_is_refused, device_wrote;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror.notifier.mm = process;
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	dmirror_migrate(process, 0);
}

threads(device_writes, NR_ENGINES)
{
	mutex_lock(&dmirror.mutex);
	dmirror_do_write(0, BEFORE);
	mutex_unlock(&dmirror.mutex);
}

thread mprotect_and_write(void)
{
	do_mprotect_pkey(process, 0, 1);
	protected = true;
	if (choose(2))
		user_write(process, 0, 0, BY_CPU);
	if (dmirror_write(0, AFTER))
		device_is_refused = true;
	else
		device_wrote = true;
}

invariant device_writes_where_process_may(void)
{
	return mirror_writes_only_where_the_process_may();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

witness mprotect_meets_page_of_the_device(void)
{
	return protected && follow(process, 0) == device_page && !is_write_device_private_entry(pte_to_swp_entry(process->pte[0]));
}

witness device_may_not_write_what_is_read_only(void)
{
	return device_is_refused;
}

witness device_writes_after_mprotect(void)
{
	return device_wrote;
}
