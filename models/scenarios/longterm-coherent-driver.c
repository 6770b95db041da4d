/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A long-term pin of a page in the memory of a device, whose driver takes the page back whenever it can.
 *
 * A kernel that moves the page and then walks the page table again finds it in the device's memory again, and again.  One
 * that pins what it has moved to does not walk again.  Only a driver that stops makes progress certain.
 *
 * Since:   f25cbb7a95a2
 * domain:  system D; I1, I7, I9, I12, I14
 * threads: NR_PINNERS that pin for long; a driver, a daemon that is scheduled; (FORK) one that forks
 * large:   -DNR_PINNERS=3 --no-reduction: 13 656 495 states
 */
#include <pincer.h>

#ifndef NR_PAGES
#define NR_PAGES 2			/* the first is the device's */
#endif
#ifndef NR_PINNERS
#define NR_PINNERS 1
#endif
#ifndef FORK
#define FORK 0
#endif
#define NR_MMS (1 + FORK)

#include <asm/uaccess.h>
#include <linux/mm.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/memory.c>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define device_page pfn_to_page(0)

static ghost int answers;
static ghost bool pinned_elsewhere, taken_back;

initial one_device_page(void)
{
	struct page *page = alloc_page_vma(parent, 0);

	parent->mmap.anon_vma = true;
	page_add_new_anon_rmap(page, parent, 0);
	page->zone = ZONE_DEVICE;
	parent->pte[0] = pte_mkdirty(pte_mkwrite(mk_pte(page)));
}

threads(pin_for_long, NR_PINNERS)
{
	struct task_struct current = { .mm = parent };
	struct page *page;
	int ret;

	mmap_read_lock(parent);
	ret = pin_user_pages(&current, 0, 1, FOLL_WRITE | FOLL_LONGTERM, &page);
	mmap_read_unlock(parent);

	answers++;
	if (ret != 1)
		return;
	pinned_elsewhere |= page != device_page;
	unpin_user_page(page);
}

/* Moves what the parent has back into the device's page, when that is free. */
fair_daemon take_back(void)
{
	for (;;) {
		struct page *page;
		pte_t pte;

		atomic {
			await(!device_page->allocated);
			device_page->allocated = true;
			device_page->_refcount.counter = 1;
		}
		pte = ptep_get(pte_offset_map(parent, 0));
		page = pte_page(pte);
		if (pte_present(pte) && page != device_page && isolate_migratepages_block(page)) {
			if (__unmap_and_move(page, device_page) == MIGRATEPAGE_SUCCESS) {
				WRITE_ONCE(device_page->lru, false);
				taken_back = true;
				put_page(page);
				continue;
			}
			putback_lru_page(page);
		}
		put_page(device_page);
	}
}

#if FORK
thread fork_child(void)
{
	dup_mm(&mms[1], parent);
}

witness fork_meets_migration_entry(void)
{
	return parent->mmap_lock.writer && mms[1].ptl.owner && is_swap_pte(parent->pte[0]);
}
#endif

/* I9: each task is told whether it has the page. */
eventually pin_is_answered(void)
{
	return answers == NR_PINNERS;
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I7 */
invariant no_use_after_free(void)
{
	return used_pages_are_not_free();
}

/* I12 */
invariant no_long_pin_on_device_memory(void)
{
	return !device_page->pins;
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

witness page_is_taken_back(void)
{
	return taken_back;
}
