/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions that properties ask of swap.  No kernel code may ask them.
 *
 * kernel:  none
 */
#ifndef _LINUX_SWAP_CHECK_H
#define _LINUX_SWAP_CHECK_H

#include <linux/mm_check.h>
#include <linux/swap.h>

/* I7 for swap, when all is over: each count of a slot is an entry or the page that has it. */
static inline bool swap_counts_add_up(void)
{
	for (int slot = 0; slot < NR_SWAP; slot++)
		if (swap_info.swap_map[slot] != count_slot_entries(slot) + (swapper_space[slot] ? SWAP_HAS_CACHE : 0))
			return false;
	return true;
}

/* Does an entry say of the page that it takes the place of: this was the only one? */
static inline bool swap_entry_is_exclusive(pte_t pte)
{
	(void)pte;
	return false;		/* no entry says so before v5.19 */
}

/* What an mm finds at an address when all is over: in a page, in a slot of swap, or zeroes. */
static inline struct page_content content_at(struct mm_struct *mm, unsigned long address)
{
	struct page *page = follow(mm, address);

	if (page)
		return page->content;
	if (pte_none(entry_at(mm, address)))
		return (struct page_content){ 0 };
	return swap_info.device[entry_at(mm, address).pfn];
}

#endif /* _LINUX_SWAP_CHECK_H */
