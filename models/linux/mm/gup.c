/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages(): references to and pins of the pages behind user addresses.
 *
 * kernel:  mm/gup.c, v5.8, with c28b1fc70390's lockless_pages_from_mm() taken in advance
 * keeps:   GUP-fast takes no lock: entry, reference, entry again, or undo; GUP-slow holds mmap_lock for reading and the
 *          page-table lock, and faults in what it needs
 * leaves:  the levels above the PMD; FOLL_FORCE; retries that drop mmap_lock.  The PMD and huge pages: gup_huge.c
 */
#ifndef _MM_GUP_C
#define _MM_GUP_C

#include <linux/mm.h>

#include <mm/memory.c>

/* For witnesses: why GUP-fast gave up, until the slow path has its lock. */
enum gup_stop { GUP_GOES_ON, GUP_ENTRY_CHANGED, GUP_FORK_RUNS, GUP_FORK_RAN, GUP_PAGE_IS_SHARED };
ghost enum gup_stop gup_stopped_by;

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#include <mm/gup_huge.c>
#else

/* Lockless: the page may be free, or somebody else's by now. */
static inline struct page *try_grab_compound_head(struct page *page, int refs, unsigned int flags)
{
	if (flags & FOLL_PIN)
		refs *= GUP_PIN_COUNTING_BIAS;
	if (!atomic_add_unless(&page->_refcount, refs, 0))
		return NULL;
	return page;
}

static inline void put_compound_head(struct page *page, int refs, unsigned int flags)
{
	if (flags & FOLL_PIN)
		refs *= GUP_PIN_COUNTING_BIAS;
	if (refs > 1)
		atomic_sub(refs - 1, &page->_refcount);
	put_page(page);
}

/* Under the page-table lock, so the mapping holds a reference. */
static inline void try_grab_page(struct page *page, unsigned int flags)
{
	rmw(full) {
		VM_BUG_ON(page->_refcount.counter <= 0);
		page->_refcount.counter += flags & FOLL_PIN ? GUP_PIN_COUNTING_BIAS : 1;
	}
}

void unpin_user_page(struct page *page)
{
	bool last;

	rmw(full) {
		page->pins--;
		page->_refcount.counter -= GUP_PIN_COUNTING_BIAS;
		last = page->_refcount.counter == 0;
	}
	if (last)
		__put_page(page);
}

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

/* For the properties: from here on the caller has its pins. */
static inline int account_pins(struct mm_struct *mm, int nr_pages, struct page **pages)
{
	for (int i = 0; i < nr_pages; i++) {
		pages[i]->pins++;
		pages[i]->pinner = mm;
	}
	return nr_pages;
}

/*
 * Reading through a reference needs the page to stay the caller's, so COW is broken as for a write.
 * 17839856fd58 (v5.8) did this, a308c71bf1e6 (v5.9) stopped doing it.
 */
static inline bool should_force_cow_break(unsigned int flags)
{
	return flags & (FOLL_GET | FOLL_PIN);
}

static inline struct page *follow_page_pte(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	struct page *page = NULL;
	spinlock_t *ptl;
	pte_t *ptep, pte;

	ptep = pte_offset_map_lock(mm, address, &ptl);
	pte = ptep_get(ptep);
	if (!pte_present(pte))
		goto out;
	if ((flags & FOLL_WRITE) && !pte_write(pte))
		goto out;

	page = pte_page(pte);
	try_grab_page(page, flags);
out:
	pte_unmap_unlock(ptep, ptl);
	return page;
}

#ifndef CONFIG_TRANSPARENT_HUGEPAGE
#define follow_page_mask follow_page_pte
#endif

static inline int faultin_page(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	unsigned int fault_flags = 0;
	int ret;

	if (flags & FOLL_WRITE)
		fault_flags |= FAULT_FLAG_WRITE;

	ret = handle_mm_fault(mm, address, fault_flags);
	if (ret & VM_FAULT_ERROR)
		return ret & VM_FAULT_OOM ? -ENOMEM : -EFAULT;
	return 0;
}

static inline int __get_user_pages(struct mm_struct *mm, unsigned long start, int nr_pages, unsigned int gup_flags,
				   struct page **pages)
{
	unsigned int foll_flags = gup_flags;
	int i, ret;

	if (should_force_cow_break(foll_flags))
		foll_flags |= FOLL_WRITE;

	for (i = 0; i < nr_pages; i++) {
		while (!(pages[i] = follow_page_mask(mm, start + i, foll_flags))) {
			ret = faultin_page(mm, start + i, foll_flags);
			if (ret)
				return i ? i : ret;
		}
	}
	return i;
}

static inline int __get_user_pages_locked(struct task_struct *current, struct mm_struct *mm, unsigned long start,
					  int nr_pages, struct page **pages, unsigned int flags)
{
	(void)current;
	return __get_user_pages(mm, start, nr_pages, flags, pages);
}

static inline int __gup_longterm_locked(struct task_struct *current, struct mm_struct *mm, unsigned long start,
					int nr_pages, struct page **pages, unsigned int gup_flags)
{
	return __get_user_pages_locked(current, mm, start, nr_pages, pages, gup_flags);
}

static inline int __gup_longterm_unlocked(struct task_struct *current, unsigned long start, int nr_pages,
					  unsigned int gup_flags, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int ret;

	mmap_read_lock(mm);
	gup_stopped_by = GUP_GOES_ON;
	ret = __gup_longterm_locked(current, mm, start, nr_pages, pages, gup_flags);
	mmap_read_unlock(mm);
	return ret;
}

/* Returns with the pages up to the first that needs the slow path. */
static inline void gup_pte_range(struct mm_struct *mm, pmd_t pmd, unsigned long addr, unsigned long end, unsigned int flags,
				 struct page **pages, int *nr)
{
	for (; addr != end; addr++) {
		pte_t *ptep = pte_offset_pmd(mm, pmd, addr);
		pte_t pte = ptep_get(ptep);
		struct page *page, *head;

		if (!pte_present(pte) || ((flags & FOLL_WRITE) && !pte_write(pte)))
			return;

		page = pte_page(pte);
		head = try_grab_compound_head(page, 1, flags);
		if (!head)
			return;

		if (!pte_same(pte, ptep_get(ptep))) {
			gup_stopped_by = GUP_ENTRY_CHANGED;
			put_compound_head(head, 1, flags);
			return;
		}
		pages[*nr] = page;
		(*nr)++;
	}
}

#ifndef CONFIG_TRANSPARENT_HUGEPAGE
#define gup_pgd_range(mm, ...) gup_pte_range(mm, (pmd_t){ 0 }, __VA_ARGS__)
#endif

static inline int lockless_pages_from_mm(struct task_struct *current, unsigned long start, unsigned long end,
					 unsigned int gup_flags, struct page **pages)
{
	unsigned long irqs = 0;
	int nr_pinned = 0;

	local_irq_save(irqs);
	gup_pgd_range(current->mm, start, end, gup_flags, pages, &nr_pinned);
	local_irq_restore(irqs);
	return nr_pinned;
}

static inline int internal_get_user_pages_fast(struct task_struct *current, unsigned long start, int nr_pages,
					       unsigned int gup_flags, struct page **pages)
{
	unsigned int fast_flags = gup_flags;
	int nr_pinned, ret;

	if (!(gup_flags & FOLL_FAST_ONLY))
		fast_flags |= FOLL_WRITE;

	nr_pinned = lockless_pages_from_mm(current, start, start + nr_pages, fast_flags, pages);
	if (nr_pinned == nr_pages || (gup_flags & FOLL_FAST_ONLY))
		return nr_pinned;

	ret = __gup_longterm_unlocked(current, start + nr_pinned, nr_pages - nr_pinned, gup_flags, &pages[nr_pinned]);
	if (ret < 0)
		return nr_pinned ? nr_pinned : ret;
	return ret + nr_pinned;
}

/* Lockless if it can be. */
int get_user_pages_fast(struct task_struct *current, unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages)
{
	return internal_get_user_pages_fast(current, start, nr_pages, gup_flags | FOLL_GET, pages);
}

int pin_user_pages_fast(struct task_struct *current, unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages)
{
	int ret = internal_get_user_pages_fast(current, start, nr_pages, gup_flags | FOLL_PIN, pages);

	return account_pins(current->mm, ret, pages);
}

/* The caller holds mmap_lock of its mm for reading. */
int pin_user_pages(struct task_struct *current, unsigned long start, int nr_pages, unsigned int gup_flags,
		   struct page **pages)
{
	int ret = __gup_longterm_locked(current, current->mm, start, nr_pages, pages, gup_flags | FOLL_PIN);

	return account_pins(current->mm, ret, pages);
}

/* Somebody else's memory: the caller holds mmap_lock of `mm` for reading. */
int pin_user_pages_remote(struct task_struct *current, struct mm_struct *mm, unsigned long start, int nr_pages,
			  unsigned int gup_flags, struct page **pages)
{
	int ret = __get_user_pages_locked(current, mm, start, nr_pages, pages, gup_flags | FOLL_PIN);

	return account_pins(mm, ret, pages);
}

#endif /* _MM_GUP_C */
