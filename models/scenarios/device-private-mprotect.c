/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect() of a page in the memory of a device that shares the address space.
 *
 * The entry becomes read-only like any other.  The device is told before that, and asks again before it writes.
 *
 * domain:  system G; I7
 * threads: NR_ENGINES of the device, which write; a task that calls mprotect(), may write, and has the device write then
 * large:   -DNR_ENGINES=12 --no-reduction: 10 536 291 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1
#define NR_MIRRORS 1
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

static ghost bool protected;

#include "engines-of-a-device.h"

thread mprotect_and_write(void)
{
	do_mprotect_pkey(process, 0, 1);
	protected = true;
	write_afterwards();
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
