/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A data race: a page is filled in, and then a flag says that it may be read.
 *
 * What a compiler may tear, repeat or invent is a plain access.  Two that can happen at one moment, one of them a write, are a data
 * race, as KCSAN reports it; the flag, which is read while it is written, has to be marked on both sides.
 */
#include <pincer.h>

static int contents;
static bool uptodate;

thread fill(void)
{
	contents = 42;
#ifdef FIXED
	store(&uptodate, true, release);		/* smp_store_release() */
#else
	uptodate = true;
#endif
}

thread look(void)
{
#ifdef FIXED
	if (load(&uptodate, acquire))			/* smp_load_acquire() */
#else
	if (uptodate)
#endif
		assert(contents == 42);
}

witness page_is_uptodate(void)
{
	return uptodate;
}
