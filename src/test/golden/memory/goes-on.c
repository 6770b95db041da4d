/* SPDX-License-Identifier: GPL-2.0 */
/* Who goes round stores more than may wait for the other, who waits for something else. */
#include <pincer.h>

static int x, y, z;

initial may_end(void)
{
	z = choose(2);
}

thread goes_on(void)
{
	int i = 0;

	if (load(&z, relaxed))
		store(&y, 1, relaxed);
	while (!load(&y, relaxed)) {
		store(&x, i, relaxed);
		i = !i;
	}
}

thread waits(void)
{
	await(load(&y, relaxed) == 1);
	load(&x, relaxed);
}
