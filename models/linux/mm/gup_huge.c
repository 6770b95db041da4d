/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages() where there are PMDs: the part of the kernel's mm/gup.c that knows of huge pages and of levels.
 *
 * kernel:  mm/gup.c, mm/huge_memory.c (follow_trans_huge_pmd()), v5.8
 * keeps:   a PMD is read once, and its copy is what the walk goes on with; a huge page gets one reference of its head, and one
 *          pin, for each of its pages
 * leaves:  PUDs, protnone, devmap; spans over more than one PMD
 */
#ifndef _MM_GUP_HUGE_C
#define _MM_GUP_HUGE_C

#include <linux/huge_mm.h>

/* Lockless: the page may be free, or somebody else's by now, and its huge page may be split. */
static inline struct page *try_get_compound_head(struct page *page, int refs)
{
	struct page *head = compound_head(page);

	if (!atomic_add_unless(&head->_refcount, refs, 0))
		return NULL;
	return head;
}

static inline struct page *try_grab_compound_head(struct page *page, int refs, unsigned int flags)
{
	bool exact = PageCompound(page);	/* hpage_pincount_available() */
	int grabbed = (flags & FOLL_PIN) && !exact ? refs * GUP_PIN_COUNTING_BIAS : refs;
	struct page *head = try_get_compound_head(page, grabbed);

	if (!head)
		return NULL;
	if ((flags & FOLL_PIN) && exact)
		atomic_add(refs, &head->compound_pincount);
	return head;
}

static inline void put_compound_head(struct page *page, int refs, unsigned int flags)
{
	if (flags & FOLL_PIN) {
		if (PageCompound(page))
			atomic_sub(refs, &compound_head(page)->compound_pincount);
		else
			refs *= GUP_PIN_COUNTING_BIAS;
	}
	if (page_ref_sub_and_test(page, refs))
		__put_page(page);
}

/* Under the page-table lock, so the mapping holds a reference. */
static inline void try_grab_page(struct page *page, unsigned int flags)
{
	int refs = 1;

	if (flags & FOLL_PIN) {
		if (PageCompound(page))
			atomic_add(1, &compound_head(page)->compound_pincount);
		else
			refs = GUP_PIN_COUNTING_BIAS;
	}
	atomic {
		page = compound_head(page);
		VM_BUG_ON(page->_refcount.counter <= 0);
		page->_refcount.counter += refs;
	}
}

void unpin_user_page(struct page *page)
{
	page->pins--;
	put_compound_head(page, 1, FOLL_PIN);
}

static inline struct page *follow_page_pte(struct mm_struct *mm, unsigned long address, unsigned int flags);

static inline struct page *follow_trans_huge_pmd(pmd_t pmd, unsigned long address, unsigned int flags)
{
	struct page *page = pmd_page(pmd) + address;

	if ((flags & FOLL_WRITE) && !pmd_write(pmd))
		return NULL;
	try_grab_page(page, flags);
	return page;
}

/* The caller holds mmap_lock, so a page table stays one; a huge page may be split. */
static inline struct page *follow_page_mask(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	pmd_t pmd = pmdp_get(mm);
	struct page *page;
	spinlock_t *ptl;

	if (pmd_none(pmd) || is_swap_pmd(pmd))
		return NULL;
	if (!pmd_trans_huge(pmd))
		return follow_page_pte(mm, address, flags);

	ptl = pmd_lock(mm);
	pmd = pmdp_get(mm);
	if (!pmd_trans_huge(pmd)) {
		spin_unlock(ptl);
		return pmd_none(pmd) || is_swap_pmd(pmd) ? NULL : follow_page_pte(mm, address, flags);
	}
	page = follow_trans_huge_pmd(pmd, address, flags);
	spin_unlock(ptl);
	return page;
}

static inline void gup_pte_range(struct mm_struct *mm, pmd_t pmd, unsigned long addr, unsigned long end, unsigned int flags,
				 struct page **pages, int *nr);

static inline void gup_huge_pmd(struct mm_struct *mm, pmd_t orig, unsigned long addr, unsigned long end, unsigned int flags,
				struct page **pages, int *nr)
{
	struct page *head = pmd_page(orig);
	int refs = end - addr;

	if (!pmd_access_permitted(orig, flags & FOLL_WRITE))
		return;
	for (int i = 0; i < refs; i++)
		pages[*nr + i] = head + addr + i;

	head = try_grab_compound_head(head, refs, flags);
	if (!head)
		return;

	if (!pmd_same(orig, pmdp_get(mm))) {
		gup_stopped_by = GUP_ENTRY_CHANGED;
		put_compound_head(head, refs, flags);
		return;
	}
	*nr += refs;
}

/* Down to the one PMD: gup_pgd_range() to gup_pmd_range(). */
static inline void gup_pgd_range(struct mm_struct *mm, unsigned long addr, unsigned long end, unsigned int flags,
				 struct page **pages, int *nr)
{
	pmd_t pmd = pmdp_get(mm);

	if (pmd_none(pmd) || is_swap_pmd(pmd))
		return;
	if (pmd_trans_huge(pmd)) {
		gup_huge_pmd(mm, pmd, addr, end, flags, pages, nr);
	} else {
		pmd_pgtable(pmd)->walkers++;
		gup_pte_range(mm, pmd, addr, end, flags, pages, nr);
		pmd_pgtable(pmd)->walkers--;
	}
}

#endif /* _MM_GUP_HUGE_C */
