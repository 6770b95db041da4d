/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() for reading against KSM, which shares a page that was one process's alone.
 *
 * The page is mapped read-only, so the entry is the same before and after KSM has made the page one that may be shared: looking
 * at the entry again tells nothing.  Only the mark of the page does, if it is looked at behind the entry.
 *
 * domain:  system B, B-6; I1r, I3, I4, I5, I7
 * threads: NR_GUP CPUs that pin to read, for a device; KSM, which merges the page, then the owner, which writes
 * large:   -DNR_GUP=3 --no-reduction: 51 305 519 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (3 + NR_GUP)			/* the page, the one that KSM shares, and copies */
#endif
#ifndef READ_ONLY
#define READ_ONLY 1				/* 0: the page is mapped writable when all begins */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <mm/ksm.c>

#define owner_mm (&mms[0])
#define other (&mms[1])
#define ours (&mem_map[0])
#define kpage (&mem_map[1])

enum { BY_OWNER = 1 };

static ghost bool merged, held_back;

initial two_pages_alike(void)
{
	pte_t orig_pte;

	handle_mm_fault(owner_mm, 0, FAULT_FLAG_WRITE);
	handle_mm_fault(other, 0, FAULT_FLAG_WRITE);
	if (READ_ONLY)
		owner_mm->pte[0] = mk_pte(ours);

	get_page(kpage);
	write_protect_page(other, kpage, &orig_pte);
	put_page(kpage);
}

threads(pin_to_read, NR_GUP)
{
	struct task_struct current = { .mm = owner_mm };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, 0, 1, 0, pages) == 1)
		unpin_user_page(pages[0]);
}

thread ksmd(void)
{
	if (!get_page_unless_zero(ours))
		return;
	mmap_read_lock(owner_mm);
	if (try_to_merge_one_page(owner_mm, ours, kpage) == 0)
		merged = true;
	else
		held_back = ours->pins;
	mmap_read_unlock(owner_mm);
	put_page(ours);

	user_write(owner_mm, 0, 0, BY_OWNER);
}

/* I1r */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I3 */
invariant other_process_is_isolated(void)
{
	return follow(other, 0)->content.cpu != BY_OWNER;
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* I5 */
invariant pinned_page_is_exclusive(void)
{
	return pinned_pages_are_exclusive();
}

/* I7 */
invariant used_page_is_not_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness page_is_merged(void)
{
	return merged;
}

witness pin_holds_ksm_back(void)
{
	return held_back;
}

witness gup_is_undone_as_the_entry_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}

witness gup_is_undone_as_the_page_is_shared(void)
{
	return gup_stopped_by == GUP_PAGE_IS_SHARED;
}

/* The page is still where it was, and the pin has made it so: KSM gives up, or finds another page. */
witness page_is_pinned_when_ksm_has_looked(void)
{
	return ours->pins && ours->locked && follow(owner_mm, 0) == ours;
}
