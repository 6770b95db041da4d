/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() against madvise(MADV_DONTNEED), and somebody who gets the page next.
 *
 * Between reading an entry and taking a reference the page may have become free, or somebody else's.  Only the second look
 * at the entry tells.
 *
 * domain:  system B; I14, I7, I3
 * threads: NR_GUP CPUs that pin, for a device that writes; a thread that drops the page; another process, which needs one
 * large:   -DNR_GUP=3 --no-reduction: 11 519 124 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_GUP)
#endif
#ifndef GUP_FLAGS
#define GUP_FLAGS FOLL_WRITE
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>

#define victim (&mms[0])
#define other (&mms[1])

enum { BY_OTHER = 1, BY_DEVICE = 3 };

initial page_is_mapped(void)
{
	handle_mm_fault(victim, 0, FAULT_FLAG_WRITE);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = victim };
	struct page *pages[1];

	if (pin_user_pages_fast(&current, 0, 1, GUP_FLAGS, pages) != 1)
		return;
	dma_write(pages[0], BY_DEVICE);
	unpin_user_page(pages[0]);
}

thread drop(void)
{
	mmap_read_lock(victim);
	zap_page_range(victim, 0, NR_PTES);
	mmap_read_unlock(victim);
}

thread other_process(void)
{
	user_write(other, 1, 0, BY_OTHER);
}

/* I14 */
invariant pinned_page_belongs_to_pinner(void)
{
	return pinned_pages_belong_to_pinner();
}

/* I3 */
invariant device_leaves_others_alone(void)
{
	return !follow(other, 0) || follow(other, 0)->content.dma != BY_DEVICE;
}

/* I7 */
invariant used_page_is_not_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

/* GUP holds a reference to a page that went to somebody else, and has yet to find out. */
witness other_page_is_referenced_for_a_moment(void)
{
	for (int i = 0; i < NR_PAGES; i++)
		if (mem_map[i].owner == other && mem_map[i]._refcount.counter >= GUP_PIN_COUNTING_BIAS)
			return true;
	return false;
}

witness gup_is_undone_as_the_entry_changed(void)
{
	return gup_stopped_by == GUP_ENTRY_CHANGED;
}

witness pinned_page_is_dropped(void)
{
	return mem_map[0].pins && !follow(victim, 0);
}

witness page_is_used_again(void)
{
	return mem_map[0].owner == other;
}
