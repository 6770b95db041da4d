/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A use after free: a reference is taken from zero.
 *
 * Whoever finds a page without a lock may find it while its last user goes.  A header says what is undefined:
 * undefined_unless() is how the small Linux knows a page that is used after it was freed.
 */
#include <pincer.h>

struct page { int refcount; bool freed; };

static struct page page = { .refcount = 1 };
static struct page *slot = &page;

static bool try_get_page(struct page *p)
{
	bool got = true;

#ifdef FIXED
	rmw(full) {					/* atomic_inc_not_zero() */
		got = p->refcount != 0;
		if (got)
			p->refcount++;
	}
#else
	rmw(full) { p->refcount++; }			/* atomic_inc() */
#endif
	return got;
}

static void put_page(struct page *p)
{
	bool last;

	rmw(full) { last = --p->refcount == 0; }
	if (last)
		store(&p->freed, true, relaxed);
}

thread forget(void)
{
	store(&slot, NULL, relaxed);
	put_page(&page);
}

thread find(void)
{
	struct page *p = load(&slot, relaxed);

	if (!p || !try_get_page(p))
		return;
	undefined_unless(!load(&p->freed, relaxed), "use after free of the page");
	put_page(p);
}

/* The race is there: one has found the page, the other has let go. */
witness page_is_freed(void)
{
	return page.freed;
}
