/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of pinned pages, while one of the pins is dropped and its page is moved away.
 *
 * The copy for the child needs a page, and fork() cannot wait for one under the page-table locks.  So it lets go of them, and
 * comes back with a page to a page table in which everything may be different: the page not pinned any more, or gone, or not ours.
 *
 * domain:  system A, the prealloc machine P; I1, I7, I8, I10, I10m
 * threads: the parent, which forks; the device, which is done with one of the pages, which is then moved; NR_MOVERS that move any
 * Since: 008cfe4418b3
 * large:   -DNR_PTES=4 -DNR_MOVERS=1 --no-reduction: 32 930 862 states
 */
#include <pincer.h>

#ifndef NR_PTES
#define NR_PTES 2
#endif
#ifndef NR_MOVERS
#define NR_MOVERS 0
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 * NR_PTES + 1 + NR_MOVERS)	/* parent, child, one to move to */
#endif
#ifndef MAY_FAIL
#define MAY_FAIL 1				/* 0: fork() gets every page that it asks for */
#endif

#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

static char forked;				/* 1: there is a child, -1: there is none */

initial pages_are_pinned(void)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[NR_PTES];

	for (int i = 0; i < NR_PTES; i++)
		handle_mm_fault(parent, i, FAULT_FLAG_WRITE);
	pin_user_pages_fast(&current, 0, NR_PTES, FOLL_WRITE, pages);
	fail_page_alloc = MAY_FAIL;
}

thread fork_it(void)
{
	int err = dup_mm(child, parent);

	WRITE_ONCE(forked, err ? -1 : 1);
}

static inline void move(struct page *page)
{
	if (isolate_migratepages_block(page) && migrate_pages(page) != MIGRATEPAGE_SUCCESS)
		putback_lru_page(page);
}

thread done_and_move(void)
{
	struct page *page = pfn_to_page(choose(NR_PTES));

	unpin_user_page(page);
	move(page);
}

threads(move_any, NR_MOVERS)
{
	move(pfn_to_page(choose(NR_PTES)));
}

/* A page that was allocated for fork() and that the child has not got yet. */
static inline struct page *preallocated(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].owner == child && !mem_map[i]._mapcount.counter)
			return &mem_map[i];
	return NULL;
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I7 */
invariant used_page_is_not_free(void)
{
	return used_pages_are_not_free();
}

/* I10: the new page is the child's, or it is free again. */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

/* I7: reclaim can find it. */
finally anonymous_page_is_on_the_lru(void)
{
	return anonymous_pages_are_on_the_lru();
}

/* I10m: memory policy goes by address, so a page is used for the address that it was allocated for. */
invariant new_page_is_for_its_address(void)
{
	for (int address = 0; address < NR_PTES; address++) {
		struct page *page = follow(child, address);

		if (page && page->owner == child && page->address != address)
			return false;
	}
	return true;
}

witness fork_asks_for_a_page(void)
{
	return preallocated() != NULL;
}

witness pin_is_gone_when_the_page_comes(void)
{
	const struct page *page = preallocated();

	return page && !mem_map[page->address].pins;
}

witness entry_is_gone_when_the_page_comes(void)
{
	const struct page *page = preallocated();

	return page && !pte_present(parent->pte[page->address]);
}

witness fork_fails(void)
{
	return forked < 0;
}

witness all_pages_are_copied(void)
{
	for (int address = 0; address < NR_PTES; address++)
		if (!follow(child, address) || follow(child, address)->owner != child)
			return false;
	return forked > 0;
}
