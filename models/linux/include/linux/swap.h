/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Swap: a device with slots, and the cache of the pages that have one.
 *
 * kernel:  include/linux/swap.h, v5.8
 * keeps:   a slot counts the entries that name it, and the cache once more; the cache holds a reference to its page
 * leaves:  more than one device, clusters, slot caches, readahead, count continuation
 *
 * A scenario that swaps defines CONFIG_SWAP before it includes anything.  Without it there are no swap entries.
 */
#ifndef _LINUX_SWAP_H
#define _LINUX_SWAP_H

#include <linux/mm.h>
#include <linux/swapops.h>

#ifndef NR_SWAP
#define NR_SWAP 1			/* slots */
#endif

#define SWAP_HAS_CACHE		0x40	/* in swap_map: the cache has the slot as well */
#define SWP_STABLE_WRITES	0x01	/* a page must not change while it is written to the device */

struct swap_info_struct {
	unsigned int flags;
	char swap_map[NR_SWAP];		/* entries that name the slot, and SWAP_HAS_CACHE; changed under its lock */
	struct page_content device[NR_SWAP];
};

struct swap_info_struct swap_info;
struct page *swapper_space[NR_SWAP];	/* the swap cache, by slot */

#ifdef CONFIG_SWAP

swp_entry_t get_swap_page(void);
void put_swap_page(swp_entry_t entry);
void swap_duplicate(swp_entry_t entry);
void swap_free(swp_entry_t entry);
int swapcache_prepare(swp_entry_t entry);
void free_swap_and_cache(swp_entry_t entry);
void free_swap_cache(struct page *page);
bool reuse_swap_page(struct page *page);
bool try_to_free_swap(struct page *page);
void swap_readpage(struct page *page);

#else

static inline bool reuse_swap_page(struct page *page)
{
	return page_trans_huge_mapcount(page) <= 1;
}

static inline void swap_duplicate(swp_entry_t entry)
{
	(void)entry;
}

static inline void free_swap_and_cache(swp_entry_t entry)
{
	(void)entry;
}

static inline void free_swap_cache(struct page *page)
{
	(void)page;
}

static inline bool try_to_free_swap(struct page *page)
{
	(void)page;
	return false;
}

#endif

static inline int page_private(const struct page *page)
{
	return READ_ONCE(page->private);
}

#endif /* _LINUX_SWAP_H */
