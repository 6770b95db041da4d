/* SPDX-License-Identifier: GPL-2.0 */
/* A ticket lock: both may promise what only one of them can store, and then go round for ever. */
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
	while (load(&owner, acquire) != mine)
		;
	counter++;
	store(&owner, mine + 1, release);
}

finally both_have_counted(void)
{
	return counter == 2;
}

eventually both_have_had_the_lock(void)
{
	return owner == 2;
}

leads_to(who_waits_is_served, next == 1 && owner == 0, owner >= 1);
