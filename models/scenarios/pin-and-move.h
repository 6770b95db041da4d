/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page of the parent, a task that pins it for a device (PIN_FLAGS, PIN_FAST), and one that moves it: for fork-migrate.c.
 */

initial one_page_mapped(void)
{
	struct page *page = alloc_page_vma(parent, 0);

	parent->mmap.anon_vma = true;
	page_add_new_anon_rmap(page, parent, 0);
	page->lru = true;
	parent->pte[0] = READ_ONLY ? mk_pte(page) : pte_mkdirty(pte_mkwrite(mk_pte(page)));
}

threads(pin, NR_PINNERS)
{
	struct task_struct current = { .mm = parent };
	struct page *page;
	int pinned;

	if (PIN_FLAGS == FOLL_GET) {
		pinned = get_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page);
	} else if (PIN_FAST) {
		pinned = pin_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page);
	} else {
		mmap_read_lock(parent);
		pinned = pin_user_pages(&current, 0, 1, FOLL_WRITE, &page);
		mmap_read_unlock(parent);
	}
	if (pinned != 1)
		return;

	dma = page;
	dma_write(page, BY_DEVICE);
	device_wrote = true;
	dma = NULL;

	if (PIN_FLAGS == FOLL_PIN)
		unpin_user_page(page);
	else
		put_page(page);
}

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
