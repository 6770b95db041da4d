/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page of the parent that lies in the memory of a device, tasks that pin it for long, and (HOLDER) one that refers to it for a
 * moment: for longterm-coherent.c.
 */
#ifndef HOLDER
#define HOLDER 0
#endif

initial one_device_page(void)
{
	struct page *page = alloc_page_vma(parent, 0);

	parent->mmap.anon_vma = true;
	page_add_new_anon_rmap(page, parent, 0);
	page->zone = ZONE_DEVICE;
	parent->pte[0] = pte_mkdirty(pte_mkwrite(mk_pte(page)));
	fail_page_alloc = MAY_FAIL;
}

threads(pin_for_long, NR_PINNERS)
{
	struct task_struct current = { .mm = parent };
	struct page *page;
	int ret;

	mmap_read_lock(parent);
	ret = pin_user_pages(&current, 0, 1, FOLL_WRITE | FOLL_LONGTERM, &page);
	mmap_read_unlock(parent);

	refused |= ret != 1;
	atomic_inc(&answers);
	if (ret != 1)
		return;

	pinned_elsewhere |= page != pfn_to_page(0);
	dma_write(page, BY_DEVICE);
	written = page;
	pinned = true;
	unpin_user_page(page);
	written = NULL;
}

#if HOLDER
thread hold(void)
{
	struct task_struct current = { .mm = parent };
	struct page *page;

	if (get_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page) == 1)
		put_page(page);
}
#endif
