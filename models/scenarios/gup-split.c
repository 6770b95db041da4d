/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() of a page behind the head, while its huge page is split and thrown away.
 *
 * The references of such a page are its head's, so GUP-fast asks which page that is, and takes a reference there.  In between the page may
 * have become one of its own, with an entry that looks as before: then the reference is to a stranger, and has to be taken back there.
 *
 * domain:  system B, step B5; I7
 * threads: NR_GUP CPUs that pin the last page; the task that splits the huge page, which entries map, and then throws the memory away
 * large:   -DNR_GUP=3 -DNR_PTES=3 --no-reduction: 12 706 217 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#ifndef TLB_FLUSH_IPI
#define TLB_FLUSH_IPI 0				/* 1: as on x86, where a flush waits until GUP-fast is through */
#endif
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_GUP
#define NR_GUP 1
#endif
#define NR_CPUS NR_GUP
#define NR_PAGES NR_PTES
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/huge_split.c>
#include <mm/gup.c>

#define process (&mms[0])
#define TAIL (NR_PTES - 1)

enum { BY_DEVICE = 1 };

static ghost bool was_split, held_together, thrown_away;

/* As after mprotect() of a part. */
initial huge_page_is_mapped_by_entries(void)
{
	do_huge_pmd_anonymous_page(process);
	__split_huge_pmd(process, false, NULL);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = process };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, TAIL, 1, FOLL_WRITE | FOLL_FAST_ONLY, pages) != 1)
		return;
	dma_write(pages[0], BY_DEVICE);
	unpin_user_page(pages[0]);
}

thread split_and_throw_away(void)
{
	struct page *head = &mem_map[0];

	get_page(head);
	lock_page(head);
	was_split = split_huge_page(head) == 0;
	held_together = !was_split;
	unlock_page(head);
	put_page(head);

	mmap_read_lock(process);
	zap_page_range(process, 0, NR_PTES);
	mmap_read_unlock(process);
	thrown_away = true;
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

witness huge_page_is_split(void)
{
	return was_split;
}

witness reference_holds_the_page_together(void)
{
	return held_together;
}

/* Of two pages that are nobody's any more, the first is not free: it had the references when they were one. */
witness reference_is_to_the_wrong_page(void)
{
	return was_split && thrown_away && mem_map[0].allocated && !mem_map[TAIL].allocated && !mem_map[0].pins;
}
