/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a huge page against get_user_pages_fast(): each page of it that is pinned stays the parent's.
 *
 * A huge page is copied by its PMD: one mapping more, both sides read-only.  If one of its pages may be pinned, the PMD is split
 * and fork() goes on with entries, of which each is copied as if there had never been a huge page.
 *
 * domain:  system C; I1 for each pinned page, I2, I3, I4, I5, I7, I8
 * threads: a task that forks, and writes in the parent and then in the child; NR_GUP CPUs that pin the last page
 * large:   -DNR_GUP=2 -DNR_PTES=5 --no-reduction: 13 171 336 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#ifdef HUGETLB					/* the pages are of hugetlbfs */
#define CONFIG_HUGETLB_VMAS
#endif
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_GUP
#define NR_GUP 1
#endif
#define NR_CPUS NR_GUP
#define NR_PGTABLES 3
#ifndef NR_PAGES
#define NR_PAGES (3 * NR_PTES)			/* parent, child, copies */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])
#define TAIL (NR_PTES - 1)

enum { BY_PARENT = 1, BY_CHILD = 2, BY_DEVICE = 3 };

static ghost bool forked, device_wrote;

initial parent_has_a_huge_page(void)
{
#ifdef HUGETLB
	hugetlb_no_page(parent);
#else
	do_huge_pmd_anonymous_page(parent);
#endif
}

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	forked = true;
	user_write(parent, 0, TAIL, BY_PARENT);
	user_write(child, 1, TAIL, BY_CHILD);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, TAIL, 1, FOLL_WRITE, pages) != 1)
		return;
	dma_write(pages[0], BY_DEVICE);
	device_wrote = true;
	unpin_user_page(pages[0]);
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_reaches_parent(void)
{
	return !device_wrote || follow(parent, TAIL)->content.dma == BY_DEVICE;
}

/* I3 */
invariant child_is_isolated(void)
{
	struct page *a = follow(parent, TAIL), *b = follow(child, TAIL);

	return !a || !b || (a->content.cpu != BY_CHILD && b->content.cpu != BY_PARENT);
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
finally nothing_is_leaked(void)
{
	return references_add_up() && page_tables_add_up();
}

#define fork_is_copying() (parent->mmap_lock.writer)

witness page_is_pinned_before_fork(void)
{
	return mem_map[TAIL].pins && !forked && !fork_is_copying();
}

witness page_is_pinned_while_fork_runs(void)
{
	return mem_map[TAIL].pins && fork_is_copying();
}

witness huge_page_is_shared(void)
{
	return forked && child->pmd.huge && follow(child, TAIL) == follow(parent, TAIL);
}

#ifndef HUGETLB
/* I11: the parent had them when it forked. */
finally child_has_all_pages(void)
{
	return !forked || (follow(child, 0) && follow(child, TAIL));
}

/* EAGAIN: fork() goes on with entries. */
witness huge_page_is_split_by_fork(void)
{
	return fork_is_copying() && parent->pmd.present && !parent->pmd.huge;
}
#endif

witness pinned_page_is_copied(void)
{
	return fork_is_copying() && mem_map[TAIL].pins && follow(child, TAIL) && follow(child, TAIL) != &mem_map[TAIL];
}

witness gup_is_undone_as_the_pmd_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}
