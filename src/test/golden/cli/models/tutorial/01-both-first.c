/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Both look before either says so.
 */
#include <pincer.h>

static bool said;
static int first;

threads(look, 2)
{
	if (!load(&said, relaxed)) {
		store(&said, true, relaxed);
		rmw(full) { first++; }
	}
}

invariant one_is_first(void)
{
	return first <= 1;
}
