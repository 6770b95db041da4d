/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A stale pin: a page is found in an entry, pinned, and is somebody else's by then.
 *
 * get_user_pages_fast() takes no lock.  It pins first and looks again: if the entry is what it was, the page cannot have gone
 * before the pin, and the pin keeps it from now on.
 */
#include <pincer.h>

enum owner { NOBODY, US, OTHERS };

struct page { int refcount; enum owner owner; };

static struct page page = { .refcount = 1, .owner = US };
static bool present = true;			/* the page-table entry */
static ghost bool pinned;

thread gup_fast(void)
{
	bool got;

	if (!load(&present, relaxed))
		return;
	rmw(full) {
		got = page.refcount != 0;
		if (got)
			page.refcount++;
	}
	if (!got)
		return;
#ifdef FIXED
	if (!load(&present, relaxed)) {
		rmw(full) { page.refcount--; }
		return;
	}
#endif
	pinned = true;
}

thread unmap(void)
{
	bool last;

	store(&present, false, relaxed);
	rmw(full) { last = --page.refcount == 0; }
	if (last) {				/* the page allocator gives it to others */
		store(&page.owner, OTHERS, relaxed);
		rmw(full) { page.refcount = 1; }
	}
}

/* A pin is on a page of ours. */
invariant pinned_page_is_ours(void)
{
	return !pinned || page.owner == US;
}

witness page_is_pinned_while_it_is_unmapped(void)
{
	return pinned && !present;
}
