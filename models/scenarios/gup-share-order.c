/* SPDX-License-Identifier: GPL-2.0 */
/*
 * GUP-fast pins a page to read, while somebody shares it: the four barriers of 088b8aa537c2, on a machine whose atomics order nothing.
 *
 * Whoever shares a page clears its entry, looks for pins, takes the mark away and puts an entry there again; here the same entry,
 * as it was read-only all the time.  GUP-fast pins, looks at the entry again, then at the mark.
 *
 * domain:  B-0, B-6, B-6a to B-6d; I5
 * threads: NR_GUP CPUs that pin, without the slow path, and keep their pins; one that shares, under the page-table lock, which nobody
 *          else takes
 * Since:   a7f226604170
 * large:   -DNR_GUP=6 --no-reduction: 32 099 686 states
 */
#define PTEP_ORDER relaxed
#define NR_PAGES 1
#define NR_MMS 1
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif

#include <linux/mm_check.h>
#include <linux/rmap.h>
#include <mm/gup.c>

#define owner_mm (&mms[0])
#define ours (&mem_map[0])

static ghost bool shared;

initial page_is_mapped_to_read(void)
{
	handle_mm_fault(owner_mm, 0, FAULT_FLAG_WRITE);
	owner_mm->pte[0] = mk_pte(ours);
}

threads(pin_to_read, NR_GUP)
{
	struct task_struct current = { .mm = owner_mm };
	struct page *pages[1];

	pin_user_pages_fast(&current, 0, 1, FOLL_FAST_ONLY, pages);
}

/* As write_protect_page() of KSM does, and try_to_unmap_one(). */
thread share(void)
{
	pte_t *ptep = &owner_mm->pte[0];
	pte_t entry = ptep_clear_flush(owner_mm, 0, ptep);

	if (!page_try_share_anon_rmap(ours))
		shared = true;
	set_pte_at(owner_mm, 0, ptep, entry);
}

/* I5 */
finally pinned_page_is_exclusive(void)
{
	return pinned_pages_are_exclusive();
}

witness page_is_pinned(void)
{
	return ours->pins;
}

witness page_is_shared(void)
{
	return shared;
}

witness gup_is_undone_as_the_page_is_shared(void)
{
	return gup_stopped_by == GUP_PAGE_IS_SHARED;
}
