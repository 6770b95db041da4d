/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions that properties ask of the whole machine.  No kernel code may ask them.
 *
 * kernel:  none; the checks of CONFIG_DEBUG_VM and of tools/testing/selftests/mm/cow.c are of this kind
 */
#ifndef _LINUX_MM_CHECK_H
#define _LINUX_MM_CHECK_H

#include <linux/mm.h>
#include <linux/swap.h>
#include <linux/swapops.h>

/* What the page tables of an mm say of an address: an entry, or the part of a huge PMD that lies there. */
static inline pte_t entry_at(const struct mm_struct *mm, unsigned long address)
{
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	pmd_t pmd = mm->pmd;

	if (pmd.present && !pmd.huge)
		return page_tables[pmd.pfn].pte[address];
	if (!pmd.present && !pmd.swp)
		return (pte_t){ 0 };
	return (pte_t){ .pfn = pmd.pfn + address, .present = pmd.present, .write = pmd.write, .dirty = pmd.dirty,
			.swp = pmd.swp };
#else
	return mm->pte[address];
#endif
}

/* The page that an mm has at an address, also while it is being moved, or has a slot in swap.  NULL: none. */
static inline struct page *follow(struct mm_struct *mm, unsigned long address)
{
	pte_t pte = entry_at(mm, address);

	if (pte_none(pte))
		return NULL;
	return pte.swp == SWP_SWAPFILE ? swapper_space[pte.pfn] : pte_page(pte);
}

/* How many entries name a slot in swap. */
static inline int count_slot_entries(int slot)
{
	int count = 0;

	for (int i = 0; i < NR_MMS; i++)
		for (int address = 0; address < NR_PTES; address++)
			if (entry_at(&mms[i], address).swp == SWP_SWAPFILE && entry_at(&mms[i], address).pfn == slot)
				count++;
	return count;
}

/* Does the entry count as a mapping of the page that it names?  That of a device-private page does. */
static inline bool entry_is_mapping(pte_t pte)
{
	return pte_present(pte) || is_device_private_entry(pte_to_swp_entry(pte));
}

/* How many entries of all page tables map the page. */
static inline int count_mappings(const struct page *page)
{
	int count = 0;

	for (int i = 0; i < NR_MMS; i++)
		for (int address = 0; address < NR_PTES; address++)
			if (entry_is_mapping(entry_at(&mms[i], address)) && pte_page(entry_at(&mms[i], address)) == page)
				count++;
	return count;
}

/* I1: whoever has pinned a page through an mm goes on sharing it with that mm.  An entry may be none for a moment. */
static inline bool pinned_pages_stay_mapped(void)
{
	for (int i = 0; i < NR_PAGES; i++) {
		struct page *page = &mem_map[i];

		if (page->pins && follow(page->pinner, page->address) &&
		    follow(page->pinner, page->address) != page)
			return false;
	}
	return true;
}

/* I14: a pinned page is one that the mm was given for some address, not one that was freed and went to somebody else. */
static inline bool pinned_pages_belong_to_pinner(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].pins && mem_map[i].owner != mem_map[i].pinner)
			return false;
	return true;
}

/* I7: a page that is mapped or pinned is not free, and a free page has no references that will be put. */
static inline bool used_pages_are_not_free(void)
{
	for (int i = 0; i < NR_PAGES; i++) {
		struct page *page = &mem_map[i];

		if (!page->allocated && (page->pins || page->_refcount.counter || count_mappings(page)))
			return false;
	}
	return true;
}

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#include <linux/huge_check.h>
#else

/* I7, I10 when all is over: each reference is a mapping or a pin, and a page without any is free. */
static inline bool references_add_up(void)
{
	for (int i = 0; i < NR_PAGES; i++) {
		struct page *page = &mem_map[i];
		int mappings = count_mappings(page);

		if (page->_mapcount.counter != mappings ||
		    page->_refcount.counter != mappings + page->pins * GUP_PIN_COUNTING_BIAS + page->swapcache ||
		    page->allocated != (page->_refcount.counter > 0))
			return false;
	}
	return true;
}

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

/* I7 when all is over: reclaim can find every anonymous page, if it is not a device's. */
static inline bool anonymous_pages_are_on_the_lru(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].allocated && mem_map[i].anon &&
		    compound_head(&mem_map[i])->lru == is_zone_device_page(&mem_map[i]))
			return false;
	return true;
}

/* I4: a page that is exclusive to one mm is in one entry at most, and only such a page may be written to. */
static inline bool exclusive_pages_are_not_shared(void)
{
	return true;		/* nothing is exclusive before v5.19 */
}

/* I5 */
static inline bool pinned_pages_are_exclusive(void)
{
	return true;		/* nothing is exclusive before v5.19 */
}

/* I8: whoever left a migration entry holds the lock of the page that it names. */
static inline bool migration_entries_are_locked(void)
{
	for (int i = 0; i < NR_MMS; i++)
		for (int address = 0; address < NR_PTES; address++)
			if (is_migration_entry(pte_to_swp_entry(entry_at(&mms[i], address))) &&
			    !compound_head(pte_page(entry_at(&mms[i], address)))->locked)
				return false;
	return true;
}

/* I6: no CPU has a way to memory that it cannot access, be it by an entry or by a pin. */
static inline bool device_memory_is_out_of_reach(void)
{
	for (int i = 0; i < NR_MMS; i++)
		for (int address = 0; address < NR_PTES; address++)
			if (pte_present(entry_at(&mms[i], address)) &&
			    is_device_private_page(pte_page(entry_at(&mms[i], address))))
				return false;
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].pins && is_device_private_page(&mem_map[i]))
			return false;
	return true;
}

#endif /* _LINUX_MM_CHECK_H */
