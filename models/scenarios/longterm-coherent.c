/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A long-term pin of a page that lies in the memory of a device.
 *
 * The device's driver must be able to take such memory back, so it cannot be pinned for long.  Instead of refusing, the
 * kernel moves the page to ordinary memory first; the pin that looked at it must not be held meanwhile, and so nothing
 * but the locks keeps others from coming between.
 *
 * Since:   f25cbb7a95a2
 * domain:  system D; I1, I2, I4, I5, I7, I8, I12, I14
 * threads: tasks that pin for long; one that forks and then writes; (HOLDER) one that refers to the page for a moment;
 *          ZAP that throw the page away
 * large:   -DNR_PINNERS=4 --no-reduction: 24 861 348 states
 */
#include <pincer.h>

#ifndef NR_PAGES
#define NR_PAGES 4			/* the first is the device's */
#endif
#ifndef NR_PINNERS
#define NR_PINNERS 2
#endif
#ifndef MAY_FAIL
#define MAY_FAIL 1			/* no memory: 1: at any time */
#endif
#ifndef ZAP
#define ZAP 0
#endif
#ifndef CHILD_WRITES
#define CHILD_WRITES 0
#endif

#include <asm/uaccess.h>
#include <linux/mm.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/memory.c>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

#define BY_PARENT 1
#define BY_CHILD 2
#define BY_DEVICE 1

static atomic_t answers;		/* pinners that know whether they have the page */
static ghost bool pinned, pinned_elsewhere, refused, zapped;
static ghost struct page *written;	/* what a device has written to and has pinned */

#include "pin-for-long.h"

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	await(atomic_read(&answers) == NR_PINNERS);
	user_write(parent, 0, 0, BY_PARENT);
	if (CHILD_WRITES)
		user_write(child, 1, 0, BY_CHILD);
}

#if ZAP
threads(throw_away, ZAP)
{
	mmap_read_lock(parent);
	zapped = true;
	zap_page_range(parent, 0, 1);
	mmap_read_unlock(parent);
}
#endif

/* I1; who throws a page away himself has no claim to it. */
invariant pinned_page_stays_mapped(void)
{
	return zapped || pinned_pages_stay_mapped();
}

/* I2 */
finally device_data_arrives(void)
{
	return zapped || !pinned || (follow(parent, 0) && follow(parent, 0)->content.dma == BY_DEVICE);
}

/* I2: nobody writes over it. */
invariant device_data_stays(void)
{
	return !written || written->content.dma == BY_DEVICE;
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *theirs = follow(child, 0), *ours = follow(parent, 0);

	return (!theirs || theirs->content.cpu != BY_PARENT) && (!ours || ours->content.cpu != BY_CHILD);
}

#include "pages-that-move.h"

/* I12 */
invariant no_long_pin_on_device_memory(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].pins && mem_map[i].zone != ZONE_NORMAL)
			return false;
	return true;
}

/* I14: what is pinned was mapped there at some time. */
invariant pinned_page_was_mapped(void)
{
	return pinned_pages_belong_to_pinner();
}

witness pin_is_given_out_after_a_move(void)
{
	return pinned_elsewhere;
}

witness pin_is_refused(void)
{
	return refused;
}

#if !ZAP
witness page_is_in_use(void)
{
	return device_page_stopped_by == DEVICE_PAGE_IN_USE;
}

witness somebody_waits_for_the_move(void)
{
	return nr_page_waiters > 0;
}
#endif

witness page_comes_into_use(void)
{
	return device_page_stopped_by == DEVICE_PAGE_IN_USE_AGAIN;
}

witness no_page_to_move_to(void)
{
	return device_page_stopped_by == DEVICE_PAGE_NO_MEMORY;
}
