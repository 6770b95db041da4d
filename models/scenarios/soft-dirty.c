/* SPDX-License-Identifier: GPL-2.0 */
/*
 * /proc/PID/clear_refs makes a page read-only that a device writes to.
 *
 * The page itself stays; but the owner's next write is a COW fault, and if COW goes by references it takes the device's for those
 * of another process.
 *
 * domain:  N-2; I1 (I1g with -DPIN_FLAGS=FOLL_GET), I2, I5, I7
 * threads: a task that pins for a device; clear_refs; NR_WRITERS threads of the owner, which write to another part of it
 * knobs:   PIN_FLAGS FOLL_GET: O_DIRECT until v6.5.  PIN_FIRST 1: clear_refs waits until the pin is there
 * large:   -DNR_WRITERS=6 --no-reduction: 20 576 857 states
 */
#define GUP_PIN_COUNTING_BIAS 8
#include <pincer.h>

#ifndef PIN_FLAGS
#define PIN_FLAGS FOLL_PIN
#endif
#ifndef PIN_FIRST
#define PIN_FIRST 0
#endif
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#define NR_PAGES (2 + NR_WRITERS)
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/gup.c>
#include <fs/proc/task_mmu.c>

#define process (&mms[0])

enum { BY_OWNER = 1, BY_DEVICE = 1 };

static bool pin_is_there;

#include "work-on-a-page.h"

initial owner_has_written(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
}

thread direct_io(void)
{
	struct page *page;
	bool pinned = get_page_for_device(process, &page);

	WRITE_ONCE(pin_is_there, true);
	if (pinned)
		device_writes(page);
}

thread clear_refs(void)
{
	if (PIN_FIRST)
		await(READ_ONCE(pin_is_there));
	clear_refs_write(process);
}

threads(write, NR_WRITERS)
{
	user_write(process, 0, 0, BY_OWNER);
}

/* I1, I1g */
invariant pinned_page_stays_mapped(void)
{
	return !dma || pte_none(process->pte[0]) || follow(process, 0) == dma;
}

/* I2: what the device wrote is there for the owner to read. */
finally device_data_arrives(void)
{
	return !device_wrote || follow(process, 0)->content.dma == BY_DEVICE;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

witness used_page_becomes_read_only(void)
{
	return dma && process->pte[0].present && !process->pte[0].write;
}

witness owner_writes_to_the_used_page(void)
{
	return dma && dma->content.cpu == BY_OWNER;
}
