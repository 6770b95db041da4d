/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Merges a page with one of the same content.
 *
 * kernel:  mm/ksm.c, v5.8
 * keeps:   the entry is cleared before anybody asks who else refers to the page, and is the same again, but for its write bit, when it
 *          is replaced; both under the page-table lock, which is dropped in between
 * leaves:  the trees and checksums by which pages are found, swap cache, PageKsm (the stable page has a second mapping in its scenarios,
 *          so a write never goes to the page itself)
 */
#ifndef _MM_KSM_C
#define _MM_KSM_C

#include <linux/mm.h>
#include <linux/rmap.h>

#include <mm/memory.c>
#include <mm/page_vma_mapped.c>

/* From here on the content stays, as nobody can write to the page.  The caller holds the page lock, and one reference. */
static inline int write_protect_page(struct mm_struct *mm, struct page *page, pte_t *orig_pte)
{
	struct page_vma_mapped_walk pvmw = { .page = page, .mm = mm, .address = page->index };
	int err = -EFAULT;
	pte_t entry;

	if (!page_vma_mapped_walk(&pvmw))
		return err;

	entry = ptep_get(pvmw.pte);
	if (pte_write(entry) || pte_dirty(entry)) {
		/* With the entry gone GUP-fast gets no new reference, and any that it has is counted. */
		entry = ptep_clear_flush(mm, pvmw.address, pvmw.pte);
		if (page_mapcount(page) + 1 != page_count(page)) {
			set_pte_at(mm, pvmw.address, pvmw.pte, entry);
			goto out_unlock;
		}
		if (pte_dirty(entry))
			set_page_dirty(page);
		entry.dirty = false;
		entry = pte_wrprotect(entry);
		set_pte_at(mm, pvmw.address, pvmw.pte, entry);
	}
	*orig_pte = entry;
	err = 0;
out_unlock:
	page_vma_mapped_walk_done(&pvmw);
	return err;
}

static inline bool pages_identical(struct page *a, struct page *b)
{
	bool identical;

	atomic { identical = a->content.cpu == b->content.cpu && a->content.dma == b->content.dma; }
	return identical;
}

/* If the entry is as it was write-protected, it maps the stable page from now on. */
static inline int replace_page(struct mm_struct *mm, struct page *page, struct page *kpage, pte_t orig_pte)
{
	unsigned long addr = page->index;
	spinlock_t *ptl;
	pte_t *ptep;

	ptep = pte_offset_map_lock(mm, addr, &ptl);
	if (!pte_same(ptep_get(ptep), orig_pte)) {
		pte_unmap_unlock(ptep, ptl);
		return -EFAULT;
	}
	get_page(kpage);
	page_add_anon_rmap(kpage, mm, addr);
	ptep_clear_flush(mm, addr, ptep);
	set_pte_at(mm, addr, ptep, mk_pte(kpage));
	page_remove_rmap(page);
	put_page(page);
	pte_unmap_unlock(ptep, ptl);
	return 0;
}

/* The caller holds mmap_lock for reading, and references to both pages. */
int try_to_merge_one_page(struct mm_struct *mm, struct page *page, struct page *kpage)
{
	pte_t orig_pte;
	int err = -EFAULT;

	if (!trylock_page(page))
		return err;
	if (write_protect_page(mm, page, &orig_pte) == 0 && pages_identical(page, kpage))
		err = replace_page(mm, page, kpage, orig_pte);
	unlock_page(page);
	return err;
}

#endif /* _MM_KSM_C */
