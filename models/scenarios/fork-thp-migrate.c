/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork(), or mprotect(), of a huge page that a device works on, while it is being moved.
 *
 * The mover puts a migration entry in the place of the PMD, and finds out only afterwards that somebody still refers to the page.  What
 * comes upon that entry makes it read-only, and asks nobody whether the page is pinned.
 *
 * domain:  system C, C-7 and step C3; E-4; I1, I2, I4, I5, I7, I8
 * threads: a task that pins the last page for a device, forks or calls mprotect(), and then writes; the mover; (NR_GUP)
 *          CPUs that pin it as well
 * large:   -DNR_GUP=2 --no-reduction: 21 611 766 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#define CONFIG_ARCH_ENABLE_THP_MIGRATION
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_PAGES
#ifndef NR_GUP
#define NR_GUP 0
#endif
#define NR_CPUS (1 + NR_GUP)		/* that may have interrupts off at a time */
#define NR_PAGES (3 * NR_PTES)			/* the huge page, where it moves to, the child's copies */
#endif
#define NR_PGTABLES 3

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/gup.c>
#include <mm/mprotect.c>
#include <kernel/fork.c>

#include "pinned-huge-page.h"

static bool mover_is_done;
static ghost bool moved, protects;

thread move(void)
{
	struct page *page = pfn_to_page(0);

	if (isolate_migratepages_block(page)) {
		if (migrate_pages(page) == MIGRATEPAGE_SUCCESS) {
			moved = true;
		} else {
			held_back = mem_map[TAIL].pins;
			putback_lru_page(page);
		}
	}
	WRITE_ONCE(mover_is_done, true);
}

/* In one thread: fork-thp is about pins that come while fork() runs. */
thread pin_and_share(void)
{
	struct page *page;
	bool pinned = pin_for_device(&page);

	if (choose(2)) {
		protects = true;
		do_mprotect_pkey(parent, 0, NR_PTES);
	} else {
		dup_mm(child, parent);
	}
	await(READ_ONCE(mover_is_done));
	user_write(parent, 0, TAIL, BY_PARENT);
	if (pinned)
		device_writes(page);
}

witness huge_page_moves(void)
{
	return moved;
}

witness pin_holds_huge_page_back(void)
{
	return held_back;
}

witness fork_meets_huge_migration_entry(void)
{
	return is_swap_pmd(parent->pmd) && is_swap_pmd(child->pmd);
}

witness mprotect_meets_huge_migration_entry(void)
{
	return protects && parent->mmap_lock.writer && is_swap_pmd(parent->pmd);
}
