/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A CPU writes to a huge page that is mapped read-only, while it is being moved.
 *
 * It is read-only as fork() has shared it, or as mprotect() was called.  Whoever moves it has it locked; the write waits for that, or for the
 * migration entry in place of the PMD, and then has to look again, as the page may be somewhere else.
 *
 * domain:  system C, C-8; N-2; I1g, I2, I3, I4, I7, I8
 * threads: the mover; NR_WRITERS CPUs that write to the last page, to which somebody may refer if it is not shared
 * large:   -DNR_WRITERS=3 --no-reduction: 13 870 067 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#define CONFIG_ARCH_ENABLE_THP_MIGRATION
#define TLB_FLUSH_IPI 0
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES ((2 + NR_WRITERS) * NR_PTES)	/* the huge page, where it moves to, copies of the last page */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <mm/mprotect.c>
#include <kernel/fork.c>

#define owner (&mms[0])
#define child (&mms[1])
#define TAIL (NR_PTES - 1)

enum { BY_OWNER = 1 };

static bool shared, referred;			/* never change */
static ghost bool moved, held_back, written;
static ghost struct page *held;			/* what somebody refers to, as O_DIRECT does */
static int still_to_write;

initial huge_page_is_read_only(void)
{
	still_to_write = NR_WRITERS;
	do_huge_pmd_anonymous_page(owner);
	shared = choose(2);
	if (shared) {
		dup_mm(child, owner);
	} else {
		referred = choose(2);
		if (referred) {
			held = &mem_map[TAIL];
			get_page(held);
		}
		do_mprotect_pkey(owner, 0, NR_PTES);
	}
}

thread move(void)
{
	struct page *page = pfn_to_page(0);

	if (!isolate_migratepages_block(page))
		return;
	if (migrate_pages(page) == MIGRATEPAGE_SUCCESS) {
		moved = true;
	} else {
		held_back = true;
		putback_lru_page(page);
	}
}

threads(write, NR_WRITERS)
{
	bool last;

	if (!user_write(owner, 0, TAIL, BY_OWNER))
		written = true;
	atomic { last = --still_to_write == 0; }
	if (last && referred) {
		put_page(&mem_map[TAIL]);
		held = NULL;
	}
}

/* I1g */
invariant held_page_stays(void)
{
	return !held || !follow(owner, TAIL) || follow(owner, TAIL) == held;
}

/* I2 */
invariant written_value_stays(void)
{
	return !written || !follow(owner, TAIL) || follow(owner, TAIL)->content.cpu == BY_OWNER;
}

/* I3 */
invariant child_is_isolated(void)
{
	return !follow(child, TAIL) || follow(child, TAIL)->content.cpu != BY_OWNER;
}

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* I7 */
invariant used_page_is_not_free(void)
{
	return used_pages_are_not_free();
}

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}

/* I7 */
finally nothing_is_leaked(void)
{
	return references_add_up() && page_tables_add_up();
}

witness huge_page_moves(void)
{
	return moved;
}

witness reference_holds_huge_page_back(void)
{
	return held_back && held;
}

witness somebody_waits_for_the_move(void)
{
	return nr_page_waiters > 0;
}

/* Besides the two PMDs and the mover, only a write that sleeps refers to the page. */
witness write_waits_for_the_lock(void)
{
	return shared && mem_map[0].locked && owner->pmd.huge && child->pmd.huge && mem_map[0]._refcount.counter > 3;
}
