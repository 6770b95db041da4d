/* SPDX-License-Identifier: GPL-2.0 */
/* No store comes before a block of full order in front of it, also where nothing was stored yet. */
#include <pincer.h>

int x, y, seen;

thread one(void)
{
	atomic {
		seen = x;
	}
	store(&y, 1, relaxed);
}

thread two(void)
{
	atomic {
		x = y;
	}
}

finally what_comes_later_is_not_seen(void)
{
	return !seen;
}
