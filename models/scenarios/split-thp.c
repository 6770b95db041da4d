/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A huge page that is mapped read-only is split, while its owner throws it away, or a part of it.
 *
 * It is read-only as fork() has shared it, or as mprotect() was called.  Migration entries take its place while it is split, and must say
 * which, as nobody else will know.  MADV_DONTNEED splits the PMD if only a part is meant, and may find it split by now if all is.
 *
 * domain:  systems B and C, C-8; N-2, N-5; I1r, I3, I4, I7, I8
 * threads: the splitter; the owner, who writes when the page is split if it is shared; else he throws NR_PTES pages away, or one, and then
 *          pins the last one to read it; (NR_GUP) CPUs that pin it as well
 * large:   -DNR_GUP=2 -DNR_PTES=10 --no-reduction: 14 861 100 states
 */
#include <pincer.h>

#define CONFIG_TRANSPARENT_HUGEPAGE
#ifndef NR_PTES
#define NR_PTES 2				/* pages of the huge page */
#endif
#ifndef NR_GUP
#define NR_GUP 0
#endif
#define NR_CPUS (1 + NR_GUP)			/* that may have interrupts off at a time */
#ifndef NR_PAGES
#define NR_PAGES (NR_PTES + 1)			/* the huge page, a copy of the last one */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/huge_split.c>
#include <mm/gup.c>
#include <mm/mprotect.c>
#include <kernel/fork.c>

#define owner (&mms[0])
#define child (&mms[1])
#define TAIL (NR_PTES - 1)

enum { BY_OWNER = 1 };

static bool splitter_is_done, shared;
static ghost bool was_split, held_together, writes, refused;
static ghost int thrown_away;			/* pages */

initial huge_page_is_read_only(void)
{
	do_huge_pmd_anonymous_page(owner);
	shared = choose(2);
	if (shared)
		dup_mm(child, owner);
	else
		do_mprotect_pkey(owner, 0, NR_PTES);
}

thread split(void)
{
	struct page *head = &mem_map[0];

	if (get_page_unless_zero(head)) {
		lock_page(head);
		if (split_huge_page(head) == 0)
			was_split = true;
		else
			held_together = true;
		unlock_page(head);
		put_page(head);
	}
	WRITE_ONCE(splitter_is_done, true);
}

static inline void throw_away(int nr_pages)
{
	mmap_read_lock(owner);
	zap_page_range(owner, 0, nr_pages);
	mmap_read_unlock(owner);
	thrown_away = nr_pages;
}

static inline bool pin_to_read(void)
{
	struct task_struct current = { .mm = owner };
	struct page *page;

	if (pin_user_pages_fast(&current, TAIL, 1, FOLL_FAST_ONLY, &page) != 1)
		return false;
	unpin_user_page(page);
	return true;
}

#if NR_GUP
/* Others, who pin it at any time. */
threads(pin, NR_GUP)
{
	pin_to_read();
}
#endif

thread use(void)
{
	bool all;

	if (shared) {
		await(READ_ONCE(splitter_is_done));
		writes = true;
		user_write(owner, 0, TAIL, BY_OWNER);
		return;
	}
	all = choose(2);
	throw_away(all ? NR_PTES : 1);
	await(READ_ONCE(splitter_is_done));
	if (!all)
		refused = !pin_to_read();
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

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}

/* What is read-only is so until somebody writes. */
invariant protected_page_is_read_only(void)
{
	return writes || !pte_write(entry_at(owner, TAIL));
}

/* I1r: it is the owner's alone, split or not, so no fault is needed. */
finally private_page_is_pinned_at_once(void)
{
	return !refused;
}

/* I7 */
finally nothing_is_leaked(void)
{
	return references_add_up() && page_tables_add_up();
}

/* What MADV_DONTNEED is for. */
finally thrown_away_page_is_gone(void)
{
	return !thrown_away || !follow(owner, 0);
}

finally rest_stays(void)
{
	return thrown_away != 1 || follow(owner, TAIL) == &mem_map[TAIL];
}

witness huge_page_is_split(void)
{
	return was_split;
}

witness reference_holds_the_page_together(void)
{
	return held_together;
}

witness shared_page_is_split(void)
{
	return was_split && shared;
}

/* The page is one still, but not its PMD. */
witness huge_page_is_mapped_by_entries(void)
{
	return mem_map[TAIL].compound && pte_present(entry_at(owner, TAIL)) && !owner->pmd.huge;
}

witness migration_entry_is_thrown_away(void)
{
	return is_migration_entry(pte_to_swp_entry(entry_at(owner, TAIL))) && pte_none(entry_at(owner, 0));
}
