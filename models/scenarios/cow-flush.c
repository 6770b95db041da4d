/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copy on write, while another thread of the process has just read the page.
 *
 * Its CPU keeps the translation to the old page until it is told to forget it, and the writer waits for that before the copy is
 * mapped.  If it did not, the reader would go on reading what the process had before, or what the page's next owner writes.
 *
 * domain:  N-10; I2 between the threads of a process, I7
 * threads: one that writes, on a CPU of its own; NR_READERS that read before and after, by turns on another; the child, which ends
 * large:   -DNR_READERS=4 --no-reduction: 17 207 419 states
 */
#include <pincer.h>

#define NR_TLBS 2
#ifndef NR_READERS
#define NR_READERS 1
#endif
#ifndef NR_PAGES
#define NR_PAGES (1 + NR_READERS)
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BEFORE, NEW };

static bool written;
static ghost bool old_value_was_read;

initial page_is_shared(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	dup_mm(child, parent);
}

thread write(void)
{
	if (!user_write(parent, 0, 0, NEW))
		WRITE_ONCE(written, true);
}

threads(read, NR_READERS)
{
	int value;

	user_load(parent, 1, 0, &value);
	await(READ_ONCE(written));
	if (!user_load(parent, 1, 0, &value))
		old_value_was_read |= value != NEW;
}

thread end_of_child(void)
{
	exit_mmap(child);
}

/* I2: what one thread has written, the others read. */
invariant write_is_read_by_all_threads(void)
{
	return !old_value_was_read;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up();
}

witness writer_waits_for_a_translation(void)
{
	return parent->tlb[1][0].present && !parent->pte[0].present;
}

witness page_is_copied(void)
{
	return follow(child, 0) && follow(parent, 0) && follow(parent, 0) != follow(child, 0);
}

witness page_is_taken_over(void)
{
	return pte_none(child->pte[0]) && parent->pte[0].write && parent->pte[0].pfn == 0;
}
