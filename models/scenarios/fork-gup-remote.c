/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() after somebody else has pinned the parent's memory: a debugger, process_vm_writev(), a kernel thread.
 *
 * Such a pin is taken with the parent's mmap_lock, so it cannot race with fork(); but it must leave its mark in the mm that
 * the page belongs to, not in the mm of whoever pins, who may have none.
 *
 * domain:  system A; I1 (I1rem), I3, I7
 * threads: the parent, which forks and then writes; NR_GUP threads of another task, which pin ROUNDS times for a device
 * large:   -DNR_GUP=2 -DROUNDS=14 --no-reduction: 25 410 890 states
 */
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#define NR_MMS 3
#ifndef NR_PAGES
#define NR_PAGES 3
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])
#define other (&mms[2])

enum { BY_PARENT = 1, BY_DEVICE = 3 };

static bool forked;
static ghost bool device_wrote, by_kernel_thread;

initial parent_has_written(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
}

thread fork_and_write(void)
{
	if (dup_mm(child, parent))
		return;
	WRITE_ONCE(forked, true);
	user_write(parent, 0, 0, BY_PARENT);
}

static inline void pin_and_write(void)
{
	struct task_struct current = { .mm = other };
	struct page *pages[1];
	int pinned;

	if (choose(2)) {
		current.mm = NULL;
		by_kernel_thread = true;
	}

	mmap_read_lock(parent);
	pinned = pin_user_pages_remote(&current, parent, 0, 1, FOLL_WRITE, pages);
	mmap_read_unlock(parent);
	if (pinned != 1)
		return;

	dma_write(pages[0], BY_DEVICE);
	device_wrote = true;
	unpin_user_page(pages[0]);
}

threads(pin_remote, NR_GUP)
{
	for (int i = 0; i < ROUNDS; i++)
		pin_and_write();
}

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2 */
finally device_data_reaches_parent(void)
{
	return !device_wrote || follow(parent, 0)->content.dma == BY_DEVICE;
}

/* I3 */
invariant child_is_isolated(void)
{
	return !follow(child, 0) || follow(child, 0)->content.cpu != BY_PARENT;
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness page_is_pinned_before_fork(void)
{
	return mem_map[0].pins && !forked && !parent->mmap_lock.writer;
}

witness kernel_thread_pins(void)
{
	return mem_map[0].pins && by_kernel_thread;
}

witness fork_shares_the_page(void)
{
	return forked && follow(child, 0) == follow(parent, 0);
}

witness fork_copies_the_page(void)
{
	return parent->mmap_lock.writer && follow(child, 0) && follow(child, 0) != follow(parent, 0);
}

witness parent_writes_to_pinned_page(void)
{
	return forked && mem_map[0].pins && mem_map[0].content.cpu == BY_PARENT;
}
