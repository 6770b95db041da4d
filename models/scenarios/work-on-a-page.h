/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A device works on a page that it was given by a pin, or (PIN_FLAGS FOLL_GET) by a mere reference.
 */
#ifndef PIN_SLOW
#define PIN_SLOW 0			/* 1: takes mmap_lock first, so the pin cannot be taken while fork() copies */
#endif
#ifndef GUP_FLAGS
#define GUP_FLAGS FOLL_WRITE
#endif

static ghost struct page *dma;		/* what the device works on, while it is held */
static ghost bool device_wrote;

/* Is there a page for the device? */
static inline bool get_page_for_device(struct mm_struct *mm, struct page **page)
{
	struct task_struct current = { .mm = mm };
	int pinned;

	if (PIN_FLAGS == FOLL_GET) {
		pinned = get_user_pages_fast(&current, 0, 1, GUP_FLAGS, page);
	} else if (PIN_SLOW) {
		mmap_read_lock(mm);
		pinned = pin_user_pages(&current, 0, 1, GUP_FLAGS, page);
		mmap_read_unlock(mm);
	} else {
		pinned = pin_user_pages_fast(&current, 0, 1, GUP_FLAGS, page);
	}
	if (pinned != 1)
		return false;
	dma = *page;
	return true;
}

/* The device writes, and is done with the page. */
static inline void device_writes(struct page *page)
{
	dma_write(page, BY_DEVICE);
	device_wrote = true;
	dma = NULL;

	if (PIN_FLAGS == FOLL_PIN)
		unpin_user_page(page);
	else
		put_page(page);
}
