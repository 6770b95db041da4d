/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Direct IO reads into a page that was freed lazily, while reclaim comes to take it.
 *
 * Reclaim may throw the page away as long as it is clean.  Direct IO takes its reference first, without a write by a CPU, and marks
 * the page dirty after that.
 *
 * domain:  N-4; I2
 * threads: direct IO by FOLL_GET; reclaim; NR_READERS threads of the owner read when that is done
 * knobs:   MARK_FIRST 0: the page is marked dirty only when the device is done
 * large:   -DNR_READERS=5 --no-reduction: 15 171 780 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8
#include <pincer.h>

#ifndef MARK_FIRST
#define MARK_FIRST 1
#endif
#ifndef NR_READERS
#define NR_READERS 1
#endif
#define NR_PAGES (1 + NR_READERS)
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/swap_check.h>
#include <mm/gup.c>
#include <mm/madvise.c>
#include <mm/rmap.c>
#include <mm/vmscan.c>

#define process (&mms[0])

enum { BY_DEVICE = 1 };

static bool io_is_done;
static ghost bool device_wrote, discarded, held;

initial page_is_freed_lazily(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	madvise_free(process, 0);
	lru_add_drain();
}

thread direct_io(void)
{
	struct task_struct current = { .mm = process };
	struct page *page;

	if (get_user_pages_fast(&current, 0, 1, FOLL_WRITE, &page) == 1) {
		held = true;
		if (MARK_FIRST)
			set_page_dirty(page);		/* bio_set_pages_dirty() */
		dma_write(page, BY_DEVICE);
		device_wrote = true;
		set_page_dirty(page);
		held = false;
		put_page(page);
	}
	WRITE_ONCE(io_is_done, true);
}

thread reclaim(void)
{
	if (shrink_inactive_list(pfn_to_page(0)))
		discarded = true;
}

threads(read, NR_READERS)
{
	await(READ_ONCE(io_is_done));
	user_read(process, 0);
}

/* I2: what the device wrote is there for the owner to read. */
finally device_data_arrives(void)
{
	return !device_wrote || content_at(process, 0).dma == BY_DEVICE;
}

witness page_is_thrown_away(void)
{
	return discarded;
}

witness reclaim_meets_the_reference(void)
{
	return held && mem_map[0].locked && pte_none(process->pte[0]);
}
