/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect() while a page is being moved that somebody refers to, as O_DIRECT did before it pinned.
 *
 * The mover takes no mmap_lock, so mprotect() may come upon its migration entry, and makes it read-only as it would have made the page.
 * Whose page it is alone must not be forgotten over that, or the next write copies it.
 *
 * domain:  N-2 of an entry of system E; I1g (I1 with -DPIN_FLAGS=FOLL_PIN), I2, I4, I7, I8
 * threads: a task that refers to the page for a device, calls mprotect(), and then writes; the mover
 * large:   -DNR_PINNERS=4 --no-reduction: 12 325 023 states
 */
#include <pincer.h>

#ifndef NR_PINNERS
#define NR_PINNERS 0			/* further ones */
#endif
#ifndef NR_PAGES
#define NR_PAGES (3 + NR_PINNERS)
#endif
#ifndef PIN_FLAGS
#define PIN_FLAGS FOLL_GET
#endif
#define PIN_FAST 1
#define GUP_FLAGS (FOLL_WRITE | FOLL_FAST_ONLY)
#define READ_ONLY 0
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/mprotect.c>
#include <mm/gup.c>

#define parent (&mms[0])

enum { BY_PARENT = 1, BY_DEVICE = 1 };

static bool mover_is_done;
static ghost bool moved, held_back, read_only;

#include "pin-and-move.h"

/* In one thread: mprotect-pin is about who comes while mprotect() runs. */
thread refer_and_mprotect(void)
{
	struct page *page;
	bool referred = get_page_for_device(parent, &page);

	do_mprotect_pkey(parent, 0, 1);
	read_only = true;
	await(READ_ONCE(mover_is_done));
	read_only = false;			/* and writable again, by the next fault */
	user_write(parent, 0, 0, BY_PARENT);
	if (referred)
		device_writes(page);
}

/* I1, I1g */
invariant pinned_page_stays_mapped(void)
{
	return !dma || !follow(parent, 0) || follow(parent, 0) == dma;
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_arrives(void)
{
	return !device_wrote || follow(parent, 0)->content.dma == BY_DEVICE;
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* What mprotect() is for, whoever has the page meanwhile. */
invariant protected_page_is_read_only(void)
{
	return !read_only || !pte_present(parent->pte[0]) || !pte_write(parent->pte[0]);
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}

/* Who holds mmap_lock for writing, and the page-table lock, is mprotect(). */
witness mprotect_meets_migration_entry(void)
{
	return parent->ptl.owner && parent->ptl.owner == parent->mmap_lock.writer && is_swap_pte(parent->pte[0]);
}

witness page_moves(void)
{
	return moved;
}

witness reference_holds_page_back(void)
{
	return held_back;
}
