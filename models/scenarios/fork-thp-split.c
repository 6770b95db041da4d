/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while a huge page is being split that a device works on.
 *
 * Whoever splits a huge page puts migration entries in the place of its mappings, and finds out only afterwards that somebody still
 * refers to it.  fork() comes upon entries that say nothing of pins, and shares what they name.
 *
 * domain:  system C, C-7; I1, I2, I4, I5, I7, I8
 * threads: a task that pins the last page for a device, forks, and writes in the parent; the splitter; (NR_GUP) CPUs that pin it as well
 * large:   -DNR_GUP=2 --no-reduction: 22 525 954 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_PAGES
#ifndef NR_GUP
#define NR_GUP 0
#endif
#define NR_CPUS (1 + NR_GUP)		/* that may have interrupts off at a time */
#define NR_PAGES (2 * NR_PTES)
#endif
#define NR_PGTABLES 3

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/huge_split.c>
#include <mm/gup.c>
#include <kernel/fork.c>

#include "pinned-huge-page.h"

static bool splitter_is_done;
static ghost bool was_split;

thread split(void)
{
	struct page *head = &mem_map[0];

	if (get_page_unless_zero(head)) {
		lock_page(head);
		if (split_huge_page(head) == 0)
			was_split = true;
		else
			held_back = mem_map[TAIL].pins;
		unlock_page(head);
		put_page(head);
	}
	WRITE_ONCE(splitter_is_done, true);
}

/* In one thread: fork-thp is about pins that come while fork() runs. */
thread pin_and_fork(void)
{
	struct page *page;
	bool pinned = pin_for_device(&page);

	if (dup_mm(child, parent) == 0) {
		await(READ_ONCE(splitter_is_done));
		user_write(parent, 0, TAIL, BY_PARENT);
	}
	if (pinned)
		device_writes(page);
}

witness huge_page_is_split(void)
{
	return was_split;
}

witness pin_holds_the_page_together(void)
{
	return held_back;
}

witness fork_meets_migration_entry(void)
{
	return parent->mmap_lock.writer && child->page_table_lock.owner == 0 && is_swap_pte(entry_at(child, 0));
}

witness pmd_is_split_and_the_page_is_not(void)
{
	return held_back && parent->pmd.present && !parent->pmd.huge && mem_map[TAIL].compound;
}
