/* SPDX-License-Identifier: GPL-2.0 */
/* Waits for a value that may be gone before it looks. */
#include <pincer.h>

int x, done;

thread pulse(void)
{
	store(&x, 1, relaxed);
	store(&x, 0, relaxed);
}

thread waits(void)
{
	await(load(&x, relaxed) == 1);
	store(&done, 1, relaxed);
}

witness it_is_seen(void)
{
	return done;
}

eventually it_goes_on(void)
{
	return done;
}
