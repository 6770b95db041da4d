/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reclaim throws a lazily freed page away that direct IO has just got: the two barriers of 6c8e2a256915, on a machine whose atomics
 * order nothing.
 *
 * Reclaim clears the entry, then counts references, then asks whether the page is dirty.  Direct IO takes its reference, looks at the
 * entry again, and marks the page dirty before it puts the reference.
 *
 * domain:  N-4; I2
 * threads: NR_IO times direct IO by FOLL_GET, without the slow path; reclaim, under the page-table lock, which nobody else takes
 * Since:   6c8e2a256915
 * large:   -DNR_IO=8 --no-reduction: 66 750 014 states
 */
#define CONFIG_SWAP
#define GUP_PIN_COUNTING_BIAS 8
#define PTEP_ORDER relaxed
#define NR_PAGES 1
#define NR_MMS 1
#include <pincer.h>

#ifndef NR_IO
#define NR_IO 1
#endif

#include <linux/mm_check.h>
#include <mm/gup.c>
#include <mm/madvise.c>
#include <mm/rmap.c>

#define process (&mms[0])
#define ours (&mem_map[0])

static ghost bool got, discarded;

initial page_is_freed_lazily(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	madvise_free(process, 0);
	lru_add_drain();
	get_page(ours);			/* reclaim has isolated it */
}

threads(direct_io, NR_IO)
{
	struct task_struct current = { .mm = process };
	struct page *pages[1];

	if (get_user_pages_fast(&current, 0, 1, FOLL_WRITE | FOLL_FAST_ONLY, pages) != 1)
		return;
	got = true;
	set_page_dirty(pages[0]);
	put_page(pages[0]);
}

/* As try_to_unmap_one(). */
thread reclaim(void)
{
	pte_t *ptep = &process->pte[0];
	pte_t entry = ptep_clear_flush(process, 0, ptep);

	if (pte_dirty(entry))
		set_page_dirty(ours);		/* Never run: no CPU writes, so the entry stays clean. */
	if (lazyfree_page_is_unused(ours)) {
		discarded = true;
		page_remove_rmap(ours);
	} else {
		set_pte_at(process, 0, ptep, entry);
	}
}

/* I2: what the device wrote is there for the owner to read. */
finally page_with_data_is_kept(void)
{
	return !got || !discarded;
}

witness page_is_thrown_away(void)
{
	return discarded;
}

witness direct_io_has_the_page(void)
{
	return got;
}
