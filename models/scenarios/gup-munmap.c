/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() against munmap(), which frees the page table, on a machine that frees page tables by RCU.
 *
 * munmap() takes the table out of the PMD, but GUP-fast may be in it already.  It has interrupts off, and that holds off the grace
 * period, or the interrupt by which TLBs are flushed, whichever frees the table.
 *
 * domain:  system B, B-0, B-3; I7, I14, T
 * threads: NR_GUP CPUs that pin the last page, ROUNDS times; munmap(); another process, which gets the table or the page next
 * large:   -DNR_GUP=2 -DROUNDS=12 --no-reduction: 18 526 306 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#ifndef TLB_FLUSH_IPI
#define TLB_FLUSH_IPI 0				/* 1: as on x86, with no RCU */
#endif
#if !TLB_FLUSH_IPI
#define CONFIG_MMU_GATHER_RCU_TABLE_FREE
#endif
#ifndef NR_PTES
#define NR_PTES 1
#endif
#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#define NR_CPUS NR_GUP
#ifndef NR_PAGES
#define NR_PAGES (NR_PTES + 1)
#endif
#define NR_PGTABLES 2
#ifndef GUP_FLAGS
#define GUP_FLAGS (FOLL_WRITE | FOLL_FAST_ONLY)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <mm/mmap.c>

#define victim (&mms[0])
#define other (&mms[1])
#define LAST (NR_PTES - 1)

enum { BY_OTHER = 1, BY_DEVICE = 3 };

initial pages_are_mapped(void)
{
	for (int i = 0; i < NR_PTES; i++)
		handle_mm_fault(victim, i, FAULT_FLAG_WRITE);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = victim };
	struct page *pages[1];

	for (int i = 0; i < ROUNDS; i++) {
		if (pin_user_pages_fast(&current, LAST, 1, GUP_FLAGS, pages) != 1)
			return;
		dma_write(pages[0], BY_DEVICE);
		unpin_user_page(pages[0]);
	}
}

thread unmap_and_go_on(void)
{
	do_munmap(victim);
	user_write(other, 1, LAST, BY_OTHER);
}

#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
daemon rcu(void)
{
	rcu_process_callbacks();
}
#endif

/* T */
invariant walked_table_is_not_free(void)
{
	return walked_tables_are_not_free();
}

/* I14 */
invariant pinned_page_belongs_to_pinner(void)
{
	return pinned_pages_belong_to_pinner();
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

witness table_is_walked_while_it_is_out_of_the_pmd(void)
{
	return page_tables[0].walkers && pmd_none(victim->pmd);
}

/* It must wait, and it does. */
witness somebody_waits_for_gup_fast(void)
{
	return page_tables[0].walkers && irqs_are_awaited();
}

witness pinned_page_is_unmapped(void)
{
	return mem_map[LAST].pins && !follow(victim, LAST);
}

witness gup_is_undone_as_the_entry_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}

witness page_table_is_free_again(void)
{
	return !page_tables[0].allocated;
}
