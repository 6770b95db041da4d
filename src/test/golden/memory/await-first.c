/* SPDX-License-Identifier: GPL-2.0 */
/* A store cannot come to memory before a full block that its thread has still to take: not even one that waits. */
#include <pincer.h>

static int x, y, z, seen_y, seen_z;

thread waits(void)
{
	atomic { await(x == 1); }
	store(&y, 2, relaxed);
}

thread waits_for_what_it_stores(void)
{
	atomic_of(acquire) { await(z == 1); }
	store(&z, 2, relaxed);
}

thread sets(void)
{
	store(&x, 1, relaxed);
	store(&z, 1, relaxed);
}

thread looks(void)
{
	seen_y = load(&y, relaxed);
	seen_z = load(&z, relaxed);
}

finally both_are_stored(void)
{
	return y == 2 && z == 2;
}
