/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Slots of a swap device, and whether a page that has one may be written in place.
 *
 * kernel:  mm/swapfile.c, v5.8
 * keeps:   the count of a slot changes under its lock, in one step; a slot is free when nobody counts any more
 * leaves:  swapon and swapoff, clusters, huge pages, KSM pages
 */
#ifndef _MM_SWAPFILE_C
#define _MM_SWAPFILE_C

#include <linux/swap.h>

/* A free slot, for the cache.  Type 0: there is none. */
swp_entry_t get_swap_page(void)
{
	swp_entry_t entry = { 0 };

	atomic {
		for (int i = 0; i < NR_SWAP && !entry.type; i++)
			if (!swap_info.swap_map[i]) {
				swap_info.swap_map[i] = SWAP_HAS_CACHE;
				entry = swp_entry(SWP_SWAPFILE, i);
			}
	}
	return entry;
}

/* The cache lets go of the slot. */
void put_swap_page(swp_entry_t entry)
{
	atomic { swap_info.swap_map[entry.offset] &= ~SWAP_HAS_CACHE; }
}

/* One more entry.  The caller knows of one, or has the page locked. */
void swap_duplicate(swp_entry_t entry)
{
	atomic {
		undefined_unless(swap_info.swap_map[entry.offset], "a free slot of swap gets an entry");
		swap_info.swap_map[entry.offset]++;
	}
}

/* One entry less.  What is left of the count. */
static inline int __swap_entry_free(swp_entry_t entry)
{
	int count;

	atomic {
		undefined_unless(swap_info.swap_map[entry.offset] & ~SWAP_HAS_CACHE, "a slot of swap is freed that has no entry");
		count = --swap_info.swap_map[entry.offset];
	}
	return count;
}

void swap_free(swp_entry_t entry)
{
	__swap_entry_free(entry);
}

/* The cache claims the slot for a page that is about to be read. */
int swapcache_prepare(swp_entry_t entry)
{
	int err = 0;

	atomic {
		if (!swap_info.swap_map[entry.offset])
			err = -ENOENT;
		else if (swap_info.swap_map[entry.offset] & SWAP_HAS_CACHE)
			err = -EEXIST;
		else
			swap_info.swap_map[entry.offset] |= SWAP_HAS_CACHE;
	}
	return err;
}

/* How many entries name the slot of the page, which is locked. */
int page_swapcount(struct page *page)
{
	return READ_ONCE(swap_info.swap_map[page_private(page)]) & ~SWAP_HAS_CACHE;
}

/* Is the page this mm's alone?  If so its slot is of no use any more, as the page will be written to. */
bool reuse_swap_page(struct page *page)
{
	int count = page_mapcount(page);

	if (!PageSwapCache(page))
		return count <= 1;
	count += page_swapcount(page);
	if (count == 1) {
		if (!PageWriteback(page)) {
			delete_from_swap_cache(page);
			set_page_dirty(page);
		} else if (swap_info.flags & SWP_STABLE_WRITES) {
			return false;
		}
	}
	return count <= 1;
}

/* The slot is free again if no entry names it.  The page lock is held. */
bool try_to_free_swap(struct page *page)
{
	if (!PageSwapCache(page))
		return false;
	if (PageWriteback(page))
		return false;
	if (page_swapcount(page))
		return false;
	delete_from_swap_cache(page);
	set_page_dirty(page);
	return true;
}

/* No entry names the slot, so its page is of no use in the cache.  Who has it locked may find that out himself, and else reclaim. */
static inline void __try_to_reclaim_swap(swp_entry_t entry)
{
	struct page *page = lookup_swap_cache(entry);

	if (!page)
		return;
	if (trylock_page(page)) {
		if (!page_mapped(page))
			try_to_free_swap(page);
		unlock_page(page);
	}
	put_page(page);
}

/* An entry goes away, and the page with it if it was the last. */
void free_swap_and_cache(swp_entry_t entry)
{
	if (__swap_entry_free(entry) == SWAP_HAS_CACHE)
		__try_to_reclaim_swap(entry);
}

#endif /* _MM_SWAPFILE_C */
