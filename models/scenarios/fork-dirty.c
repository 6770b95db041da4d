/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a pinned page that is writable and clean, as after madvise(MADV_FREE), while another CPU writes to it.
 *
 * Hardware sets the dirty bit in the entry without a lock.  Whoever stores an entry that was read before that makes the page
 * look clean again, and reclaim may throw away what was written.
 *
 * domain:  system A; I13
 * threads: the parent, which forks; NR_WRITERS other threads of it, which write; the page is pinned all the time
 * large:   -DNR_WRITERS=18 --no-reduction: 15 466 475 states
 */
#include <pincer.h>

#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_WRITERS)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { WRITTEN = 1 };

static bool forked;

initial page_is_pinned_and_clean(void)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	pin_user_pages_fast(&current, 0, 1, FOLL_WRITE, pages);
	parent->pte[0].dirty = false;
}

thread fork_it(void)
{
	if (!dup_mm(child, parent))
		WRITE_ONCE(forked, true);
}

threads(write, NR_WRITERS)
{
	user_write(parent, 0, 0, WRITTEN);
}

/* I13 */
finally written_page_is_dirty(void)
{
	struct page *page = follow(parent, 0);

	return page->content.cpu != WRITTEN || parent->pte[0].dirty || page->dirty;
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness page_is_written_before_fork(void)
{
	return mem_map[0].content.cpu == WRITTEN && !parent->mmap_lock.writer && !forked;
}

witness page_is_written_while_fork_runs(void)
{
	return mem_map[0].content.cpu == WRITTEN && parent->mmap_lock.writer;
}

witness fork_copies_the_page(void)
{
	return parent->mmap_lock.writer && follow(child, 0) && follow(child, 0) != follow(parent, 0);
}
