/* SPDX-License-Identifier: GPL-2.0 */
/* Stores again and again, and waits for what never comes. */
#include <pincer.h>

int x, y, stop;

thread one(void)
{
	int seen;

	do {
		store(&x, 1, relaxed);
		seen = load(&stop, relaxed);
		store(&x, 0, relaxed);
	} while (!seen);
}

thread two(void)
{
	while (!load(&y, relaxed))
		;
	store(&stop, 1, relaxed);
}

eventually it_stops(void)
{
	return stop;
}
