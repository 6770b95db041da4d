/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KSM shares a page of a process that goes on writing to it, by a CPU that keeps translations and by direct IO.
 *
 * KSM makes the page read-only and flushes, then compares, then replaces it if the entry is still the same.  So it sees what was
 * written before, what comes between makes the entry another one, and what comes later goes to a copy.  Direct IO asks no entry when
 * it writes: its reference keeps KSM away.
 *
 * domain:  N-3; I2, I3, I7
 * threads: NR_WRITERS that write WRITES times, by turns on one CPU; NR_IO times direct IO by FOLL_GET; KSM, which
 *          merges the page
 * large:   -DNR_WRITERS=2 -DWRITES=4 --no-reduction: 14 714 490 states
 */
#include <pincer.h>

#define NR_TLBS 1
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#ifndef NR_IO
#define NR_IO 1
#endif
#ifndef WRITES
#define WRITES 2
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_WRITERS + NR_IO)	/* the page, the one that KSM shares, and copies */
#endif

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <mm/ksm.c>

#define process (&mms[0])
#define other (&mms[1])
#define ours (&mem_map[0])
#define kpage (&mem_map[1])

enum { FIRST = 1, LAST = 2, BY_DEVICE = 3 };

static ghost bool device_wrote, in_use, merged, held_back;

initial two_pages_alike(void)
{
	pte_t orig_pte;

	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	handle_mm_fault(other, 0, FAULT_FLAG_WRITE);
	get_page(kpage);
	write_protect_page(other, kpage, &orig_pte);
	put_page(kpage);
}

threads(write, NR_WRITERS)
{
	for (int i = 1; i < WRITES; i++)
		user_write(process, 0, 0, FIRST);
	user_write(process, 0, 0, LAST);
}

threads(direct_io, NR_IO)
{
	struct task_struct current = { .mm = process };
	struct page *page;

	if (get_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page) == 1) {
		in_use = true;
		dma_write(page, BY_DEVICE);
		device_wrote = true;
		in_use = false;
		put_page(page);
	}
}

thread ksmd(void)
{
	if (!get_page_unless_zero(ours))
		return;
	mmap_read_lock(process);
	if (try_to_merge_one_page(process, ours, kpage) == 0)
		merged = true;
	else
		held_back = in_use;
	mmap_read_unlock(process);
	put_page(ours);
}

/* I2: what was written last is there. */
finally last_write_is_there(void)
{
	return follow(process, 0)->content.cpu == LAST;
}

/* I2: what the device wrote is there for the owner to read. */
finally device_data_arrives(void)
{
	return !device_wrote || follow(process, 0)->content.dma == BY_DEVICE;
}

/* I3 */
invariant other_process_is_isolated(void)
{
	return !kpage->content.cpu && !kpage->content.dma;
}

/* I7: who has a translation of a page may use it at any time. */
invariant translated_page_is_not_free(void)
{
	return !process->tlb[0][0].present || mem_map[process->tlb[0][0].pfn].allocated;
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness page_is_merged(void)
{
	return merged;
}

witness reference_holds_ksm_back(void)
{
	return held_back;
}

witness write_comes_between_comparison_and_replacement(void)
{
	return ours->locked && !merged && process->pte[0].present && follow(process, 0) != ours && follow(process, 0) != kpage;
}
