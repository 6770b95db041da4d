/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A pin that only reads, of a huge page that fork() has shared.
 *
 * The PMD is good enough for such a pin.  But the next write of the parent splits the huge page, and the parent gets a copy of the page that is
 * pinned.  So the copy has to come first: the pin asks for a fault that ends the sharing of this one page.
 *
 * domain:  systems B and C, N-5; I1r, I3, I4, I5, I7
 * threads: NR_GUP CPUs that pin the last page, and then write to it, ROUNDS times; the child, which exits
 * large:   -DNR_GUP=2 -DROUNDS=50 --no-reduction: 75 600 760 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
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
#define NR_PGTABLES 2
#ifndef NR_PAGES
#define NR_PAGES (NR_PTES + NR_GUP)		/* the huge page, copies of the last one */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])
#define TAIL (NR_PTES - 1)

enum { BY_PARENT = 1 };

initial huge_page_is_shared(void)
{
	do_huge_pmd_anonymous_page(parent);
	dup_mm(child, parent);
}

/* In one thread, so that nobody else ends the sharing for the pin. */
threads(pin_and_write, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	for (int i = 0; i < ROUNDS; i++) {
		if (pin_user_pages_fast(&current, TAIL, 1, 0, pages) != 1)
			return;
		user_write(parent, 0, TAIL, BY_PARENT);
		unpin_user_page(pages[0]);
	}
}

thread child_exits(void)
{
	mmput(child);
}

/* I1r */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I3 */
invariant child_is_isolated(void)
{
	return !follow(child, TAIL) || follow(child, TAIL)->content.cpu != BY_PARENT;
}

#include "exclusive-pages.h"

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

witness shared_page_is_pinned(void)
{
	return mem_map[TAIL].pins && follow(child, TAIL) == &mem_map[TAIL];
}

/* The child has its page still, and the parent has another one for its pin, to which it has not written. */
witness parent_gets_a_copy_to_be_pinned(void)
{
	struct page *page = follow(parent, TAIL);

	return page && page->pins && page != &mem_map[TAIL] && follow(child, TAIL) == &mem_map[TAIL] &&
	       !pte_write(entry_at(parent, TAIL));
}

/* The child is gone, and the parent has the huge page alone. */
witness huge_page_is_pinned_as_it_is(void)
{
	return mem_map[TAIL].pins && parent->pmd.huge && !parent->pmd.write && !follow(child, TAIL);
}

witness gup_is_undone_as_the_page_is_shared(void)
{
	return gup_stopped_by == GUP_PAGE_IS_SHARED;
}
