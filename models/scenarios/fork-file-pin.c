/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a private file mapping with a pinned page of the page cache.
 *
 * The VMA never had an anonymous page, so it has no anon_vma, and the child has none either.  fork() looks at it all the
 * same, as it is a VM_MIXEDMAP.  A copy of the page would be anonymous, and could not be entered into the reverse map.
 *
 * domain:  A-8; I7, I8
 * threads: the parent, which forks and then writes; NR_WRITERS others of it that write ROUNDS times; the page is pinned for reading
 *          all the time
 * large:   -DNR_WRITERS=2 -DROUNDS=16 --no-reduction: 14 593 660 states
 */
#include <pincer.h>

#ifndef NR_WRITERS
#define NR_WRITERS 0			/* other threads of the parent */
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (3 + NR_WRITERS)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1, BY_OTHERS };

static bool forked;

initial page_of_the_file_is_pinned(void)
{
	struct task_struct current = { .mm = parent };
	struct page *page = &mem_map[0], *pages[1];

	page->allocated = true;
	page->lru = true;
	page->_refcount.counter = 2;		/* the page cache, the entry */
	page->_mapcount.counter = 1;
	page->owner = parent;
	parent->mmap.mixedmap = true;
	parent->pte[0] = mk_pte(page);
	pin_user_pages_fast(&current, 0, 1, 0, pages);
}

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	WRITE_ONCE(forked, true);
	user_write(parent, 0, 0, BY_PARENT);
}

#if NR_WRITERS
threads(write, NR_WRITERS)
{
	for (int i = 0; i < ROUNDS; i++)
		user_write(parent, 0, 0, BY_OTHERS);
}
#endif

/* I3 */
invariant child_is_isolated(void)
{
	return !follow(child, 0) || follow(child, 0)->content.cpu != BY_PARENT;
}

witness parent_writes_after_fork(void)
{
	return forked && follow(parent, 0) && follow(parent, 0)->content.cpu == BY_PARENT;
}
