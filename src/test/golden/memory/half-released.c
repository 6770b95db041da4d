/* SPDX-License-Identifier: GPL-2.0 */
/* The stores of a block that releases come to memory one after the other, and others may come in between. */
#include <pincer.h>

static int before, x, y, z;

thread releases(void)
{
	store(&before, 1, relaxed);
	atomic_of(release) {
		store(&x, 1, relaxed);
		store(&y, 1, relaxed);
	}
}

thread stores(void)
{
	store(&z, 1, relaxed);
	atomic_of(release) {
		store(&y, 2, relaxed);
		store(&x, 2, relaxed);
	}
}

witness x_is_first(void)
{
	return x == 1 && !y;
}

witness another_store_comes_in_between(void)
{
	return x == 1 && y == 2;
}

witness each_is_in_between(void)
{
	return x == 1 && y == 2 && before && z;
}

invariant what_came_before_is_seen_before(void)
{
	return (x != 1 && y != 1) || before;
}
