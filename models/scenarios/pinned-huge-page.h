/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A huge page of the parent whose last page a device works on, and what must be true of it: for fork-thp-split.c and fork-thp-migrate.c.
 */
#define parent (&mms[0])
#define child (&mms[1])
#define TAIL (NR_PTES - 1)

enum { BY_PARENT = 1, BY_DEVICE = 3 };

static ghost bool device_wrote, held_back;

initial parent_has_a_huge_page(void)
{
	do_huge_pmd_anonymous_page(parent);
}

static inline bool pin_for_device(struct page **page)
{
	struct task_struct current = { .mm = parent };

	return pin_user_pages_fast(&current, TAIL, 1, FOLL_WRITE | FOLL_FAST_ONLY, page) == 1;
}

static inline void device_writes(struct page *page)
{
	dma_write(page, BY_DEVICE);
	device_wrote = true;
	unpin_user_page(page);
}

#if NR_GUP
/* Others, who pin it at any time. */
threads(pin, NR_GUP)
{
	struct page *page;

	if (pin_for_device(&page))
		device_writes(page);
}
#endif

/* I1 */
invariant pinned_page_stays_mapped(void)
{
	return pinned_pages_stay_mapped();
}

/* I2: what the device wrote is there for the parent to read. */
finally device_data_reaches_parent(void)
{
	return !device_wrote || follow(parent, TAIL)->content.dma == BY_DEVICE;
}

#include "exclusive-pages.h"

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}

/* I7 */
finally nothing_is_leaked(void)
{
	return references_add_up() && page_tables_add_up();
}
