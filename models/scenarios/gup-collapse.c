/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() against khugepaged, on a machine that flushes TLBs by broadcast.
 *
 * khugepaged clears the PMD, looks whether somebody refers to a page, and copies it.  GUP-fast may have read the PMD before that,
 * takes its reference after that, and finds the entry as it was.  The page table goes behind the huge page, and is freed with
 * it, while GUP-fast may still be reading it.
 *
 * domain:  system B, B-2, B-3; I1, I7, I14, T
 * threads: NR_GUP CPUs that pin the last page, ROUNDS times; khugepaged; then the owner, which throws the memory away, and another process
 * large:   -DNR_GUP=2 -DROUNDS=10 --no-reduction: 18 036 536 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#ifndef TLB_FLUSH_IPI
#define TLB_FLUSH_IPI 0				/* 1: as on x86 */
#endif
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_GUP
#define NR_GUP 1
#endif
#define NR_CPUS NR_GUP
#ifndef ROUNDS
#define ROUNDS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 * NR_PTES)
#endif
#ifndef GUP_FLAGS
#define GUP_FLAGS (FOLL_WRITE | FOLL_FAST_ONLY)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <mm/khugepaged.c>

#define owner_mm (&mms[0])
#define other (&mms[1])
#define LAST (NR_PTES - 1)

enum { BY_OWNER = 1, BY_OTHER = 2, BY_DEVICE = 3 };

static ghost bool collapsed, held_back, zapped;
ghost int pinned_at_start;

initial small_pages(void)
{
	for (int i = 0; i < NR_PTES; i++)
		handle_mm_fault(owner_mm, i, FAULT_FLAG_WRITE);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = owner_mm };
	struct page *pages[1];

	for (int i = 0; i < ROUNDS; i++) {
		if (pin_user_pages_fast(&current, LAST, 1, GUP_FLAGS, pages) != 1)
			return;
		dma_write(pages[0], BY_DEVICE);
		unpin_user_page(pages[0]);
	}
}

thread khugepaged(void)
{
	collapsed = collapse_huge_page(owner_mm);
	if (!collapsed)
		held_back = true;

	mmap_read_lock(owner_mm);
	zapped = true;
	zap_page_range(owner_mm, 0, NR_PTES);
	mmap_read_unlock(owner_mm);

	user_write(other, 1, LAST, BY_OTHER);
}

/* I1; who throws a page away himself has no claim to it, and may get another one there by a fault. */
invariant pinned_page_stays_mapped(void)
{
	return zapped || pinned_pages_stay_mapped();
}

/* I14 */
invariant pinned_page_belongs_to_pinner(void)
{
	return pinned_pages_belong_to_pinner();
}

/* T */
invariant walked_table_is_not_free(void)
{
	return walked_tables_are_not_free();
}

/* I3 */
invariant device_leaves_others_alone(void)
{
	return !follow(other, LAST) || follow(other, LAST)->content.dma != BY_DEVICE;
}

/* I7 */
invariant used_page_is_not_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally nothing_is_leaked(void)
{
	return references_add_up() && page_tables_add_up();
}

witness pages_are_collapsed(void)
{
	return collapsed;
}

witness pin_holds_khugepaged_back(void)
{
	return held_back && mem_map[LAST].pins;
}

witness gup_is_undone_as_the_entry_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}

witness table_is_walked_while_it_is_out_of_the_pmd(void)
{
	return page_tables[0].walkers && pmd_none(owner_mm->pmd);
}

witness page_table_is_used_again(void)
{
	return collapsed && other->pmd.present && pmd_pgtable(other->pmd) == &page_tables[0];
}
