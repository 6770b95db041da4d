/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The swap cache: pages that have a slot in swap.
 *
 * kernel:  mm/swap_state.c, v5.8
 * keeps:   the reference comes before the page can be found, and goes after it cannot be found any more; whoever looks
 *          a page up gets a reference with it; two faults read a slot into one page
 * leaves:  readahead: the page that is asked for is read, and no other
 */
#ifndef _MM_SWAP_STATE_C
#define _MM_SWAP_STATE_C

#include <linux/swap.h>

/* Nobody else can put a page there: the caller got the slot, or its SWAP_HAS_CACHE. */
void add_to_swap_cache(struct page *page, swp_entry_t entry)
{
	get_page(page);
	atomic {		/* i_pages of the cache is locked */
		page->swapcache = true;
		page->private = entry.offset;
		swapper_space[entry.offset] = page;
	}
}

void __delete_from_swap_cache(struct page *page, swp_entry_t entry)
{
	atomic {
		swapper_space[entry.offset] = NULL;
		page->private = 0;
		page->swapcache = false;
	}
}

void delete_from_swap_cache(struct page *page)
{
	swp_entry_t entry = swp_entry(SWP_SWAPFILE, page_private(page));

	__delete_from_swap_cache(page, entry);
	put_swap_page(entry);
	atomic_dec(&page->_refcount);		/* the caller has another one */
}

/* A mapping of the page has gone, and the caller has a reference.  If it was the last, the page is of no use in the cache. */
void free_swap_cache(struct page *page)
{
	if (PageSwapCache(page) && !page_mapped(page) && trylock_page(page)) {
		try_to_free_swap(page);
		unlock_page(page);
	}
}

/* The page lock is held.  False: swap is full. */
bool add_to_swap(struct page *page)
{
	swp_entry_t entry = get_swap_page();

	if (!entry.type)
		return false;
	add_to_swap_cache(page, entry);
	set_page_dirty(page);
	return true;
}

/* find_get_page(): waits while the count is frozen, as the page is about to go. */
struct page *lookup_swap_cache(swp_entry_t entry)
{
	struct page *page;

	atomic {
		page = swapper_space[entry.offset];
		if (page) {
			await(page->_refcount.counter);
			page->_refcount.counter++;
		}
	}
	return page;
}

/* The page of the slot, with a reference; it is locked as long as it is being read.  NULL: no memory, or the slot is free. */
struct page *read_swap_cache_async(swp_entry_t entry, struct mm_struct *mm, unsigned long addr)
{
	struct page *page, *new_page;
	int err;

	while (!(page = lookup_swap_cache(entry))) {
		new_page = alloc_page_vma(mm, addr);
		if (!new_page)
			return NULL;
		err = swapcache_prepare(entry);
		if (!err) {
			lock_page(new_page);
			add_to_swap_cache(new_page, entry);
			lru_cache_add(new_page);
			swap_readpage(new_page);
			return new_page;
		}
		put_page(new_page);
		if (err != -EEXIST)
			return NULL;
		/* Somebody is about to add a page, or has just taken one away. */
		await(READ_ONCE(swapper_space[entry.offset]) ||
		      !(READ_ONCE(swap_info.swap_map[entry.offset]) & SWAP_HAS_CACHE));
	}
	return page;
}

#endif /* _MM_SWAP_STATE_C */
