/* SPDX-License-Identifier: GPL-2.0 */
/* A ticket lock whose waiters sleep: both may promise what only one of them can store, and then wait. */
#include <pincer.h>

unsigned next, owner;
int counter;

threads(worker, 2)
{
	unsigned mine;

	rmw(acquire) {
		mine = next;
		next++;
	}
	await(load(&owner, acquire) == mine);
	counter++;
	store(&owner, mine + 1, release);
}

eventually both_have_had_the_lock(void)
{
	return owner == 2;
}
