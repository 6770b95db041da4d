/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page of the parent, tasks that pin it for a device (PIN_FLAGS, PIN_FAST), and one that moves it: for fork-migrate.c and
 * mprotect-migrate.c.
 */
#define PIN_SLOW (!PIN_FAST)
#include "work-on-a-page.h"

initial one_page_mapped(void)
{
	struct page *page = alloc_page_vma(parent, 0);

	parent->mmap.anon_vma = true;
	page_add_new_anon_rmap(page, parent, 0);
	page->lru = true;
	parent->pte[0] = READ_ONLY ? mk_pte(page) : pte_mkdirty(pte_mkwrite(mk_pte(page)));
}

#if NR_PINNERS
threads(pin, NR_PINNERS)
{
	struct page *page;

	if (get_page_for_device(parent, &page))
		device_writes(page);
}
#endif

thread move(void)
{
	struct page *page = pfn_to_page(0);

	if (isolate_migratepages_block(page)) {
		if (migrate_pages(page) == MIGRATEPAGE_SUCCESS) {
			moved = true;
		} else {
			held_back = dma;
			putback_lru_page(page);
		}
	}
	WRITE_ONCE(mover_is_done, true);
}
