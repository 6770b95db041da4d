/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A CPU touches a page in the memory of a device, while somebody else refers to it and writes to it.
 *
 * As long as he does, the page must not move: what he writes would be lost.
 *
 * domain:  system F; I7, I9, F-SAFE
 * threads: NR_FAULTERS CPUs that write to the page; NR_HOLDERS that refer to it for a moment, and write to it
 * large:   -DNR_HOLDERS=7 --no-reduction: 10 425 215 states
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1

#ifndef NR_FAULTERS
#define NR_FAULTERS 1
#endif
#ifndef NR_HOLDERS
#define NR_HOLDERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (1 + NR_FAULTERS)	/* the first is the device's; a fault may find no entry, and take one for nothing */
#endif
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <lib/test_hmm.c>
#include <mm/memory.c>

#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_CPU = 1, BY_HOLDER = 2 };

static ghost int nr_done, held;
static ghost bool killed, holder_wrote;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror_devmem_alloc_page(process, 0);
	process->mmap.anon_vma = true;
	page_add_new_anon_rmap(device_page, process, 0);
	process->pte[0] = swp_entry_to_pte((swp_entry_t){ .offset = 0, .type = SWP_DEVICE_WRITE });
}

threads(fault, NR_FAULTERS)
{
	killed |= user_write(process, 0, 0, BY_CPU);
	nr_done++;
}

/* Whoever has found the entry may refer to the page, and use it as long as he does. */
threads(hold, NR_HOLDERS)
{
	spinlock_t *ptl;
	pte_t *ptep = pte_offset_map_lock(process, 0, &ptl);
	bool found = is_device_private_entry(pte_to_swp_entry(ptep_get(ptep)));

	if (found)
		get_page(device_page);
	held += found;
	pte_unmap_unlock(ptep, ptl);
	if (!found)
		return;

	dma_write(device_page, BY_HOLDER);
	holder_wrote = true;
	held--;
	put_page(device_page);
}

/* F-SAFE: what was written through a reference is there. */
finally held_write_arrives(void)
{
	return !holder_wrote || follow(process, 0)->content.dma == BY_HOLDER;
}

/* I9 */
eventually every_write_is_done(void)
{
	return nr_done == NR_FAULTERS;
}

#if NR_FAULTERS == 1
/* F-SAFE */
invariant held_page_stays(void)
{
	return !held || follow(process, 0) == device_page || !follow(process, 0);
}

/* I9: there is memory. */
invariant nobody_is_killed(void)
{
	return !killed;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}
#endif

witness holder_keeps_page_from_moving(void)
{
	return held && device_page_stopped_by != DEVICE_PAGE_MOVES;
}

witness page_is_back_with_its_driver(void)
{
	return !device_page->allocated;
}
