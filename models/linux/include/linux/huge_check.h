/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions that properties ask where there are huge pages and page tables.  See mm_check.h.
 *
 * kernel:  none
 */
#ifndef _LINUX_HUGE_CHECK_H
#define _LINUX_HUGE_CHECK_H

#include <linux/huge_mm.h>

/* How many PMDs map the huge page. */
static inline int count_pmds(const struct page *head)
{
	int count = 0;

	for (int i = 0; i < NR_MMS; i++)
		if (mms[i].pmd.huge && mms[i].pmd.present && pmd_page(mms[i].pmd) == head)
			count++;
	return count;
}

/* I7, I10 when all is over: each reference is a mapping or a pin, and a page without any is free. */
static inline bool references_add_up(void)
{
	for (int i = 0; i < NR_PAGES; i++) {
		struct page *head = &mem_map[i];
		int nr = head->compound ? HPAGE_PMD_NR : 1;
		int bias = head->compound ? 1 : GUP_PIN_COUNTING_BIAS;
		int pmds = head->compound ? count_pmds(head) : 0;
		int references = pmds, pins = 0;

		if (compound_head(head) != head)
			continue;
		for (int k = 0; k < nr; k++) {
			int entries = count_mappings(&head[k]) - pmds;

			if (head[k]._mapcount.counter != entries || head[k].allocated != head->allocated)
				return false;
			references += entries;
			pins += head[k].pins;
		}
		if (head->_refcount.counter != references + pins * bias ||
		    head->allocated != (head->_refcount.counter > 0) ||
		    head->compound_mapcount.counter != pmds ||
		    head->compound_pincount.counter != (head->compound ? pins : 0))
			return false;
	}
	return true;
}

/* I7 when all is over: each page table is used by one mm, or deposited for it, or free. */
static inline bool page_tables_add_up(void)
{
	for (int i = 0; i < NR_PGTABLES; i++) {
		pgtable_t pgtable = &page_tables[i];
		int users = pgtable->rcu ? 1 : 0;

		for (int k = 0; k < NR_MMS; k++) {
			if (mms[k].pmd.present && !mms[k].pmd.huge && pmd_pgtable(mms[k].pmd) == pgtable)
				users++;
			if (mms[k].pmd_huge_pte == pgtable)
				users++;
		}
		if (users != (pgtable->allocated ? 1 : 0))
			return false;
	}
	return true;
}

/* T: a page table that somebody may read without a lock is not free. */
static inline bool walked_tables_are_not_free(void)
{
	for (int i = 0; i < NR_PGTABLES; i++)
		if (page_tables[i].walkers && !page_tables[i].allocated)
			return false;
	return true;
}

#endif /* _LINUX_HUGE_CHECK_H */
