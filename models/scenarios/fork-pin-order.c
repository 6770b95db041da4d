/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() against a pin by GUP-fast, cut down to the accesses whose order decides.
 *
 * fork() takes the write bit away and looks for pins; GUP-fast pins, and looks at the entry or the sequence again.  Neither must look
 * before the other can see what it has done.  The harm comes with the parent's next write: here it is enough to see that the entry
 * of a pinned page is read-only.  `./pincer barriers` says what keeps the two in order.
 *
 * domain:  A-0r, A-1, A-2, A-3, A-4, A-4b, A-7; I1 in its end-state form
 * threads: fork; NR_GUP CPUs that pin, without the slow path, and keep their pins
 * Since:   008cfe4418b3
 * large:   -DNR_GUP=6 --no-reduction: 129 651 519 states
 */
#define PTEP_ORDER relaxed
#define NR_PAGES 3
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif

#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

static ghost bool shares;

initial parent_has_written(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
}

thread forks(void)
{
	pte_t pte;

	dup_mm(child, parent);
	pte = ptep_get(&child->pte[0]);
	shares = pte_present(pte) && pte_page(pte) == &mem_map[0];
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	pin_user_pages_fast(&current, 0, 1, FOLL_WRITE | FOLL_FAST_ONLY, pages);
}

/* I1: the next write of the parent goes to the page that the device has. */
finally pinned_page_stays_writable(void)
{
	return !mem_map[0].pins || (pte_page(parent->pte[0]) == &mem_map[0] && pte_write(parent->pte[0]));
}

witness page_is_pinned(void)
{
	return mem_map[0].pins;
}

witness page_is_shared(void)
{
	return shares;
}
