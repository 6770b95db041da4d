/* SPDX-License-Identifier: GPL-2.0 */
/* Peterson's lock. */
#include <pincer.h>

int flag[2], turn, counter;

static void enter(int me)
{
	int other = 1 - me;

	store(&flag[me], 1, relaxed);
	store(&turn, other, release);
	fence(full);
	while (load(&flag[other], acquire) && load(&turn, acquire) == other)
		;
	counter++;
	store(&flag[me], 0, release);
}

thread one(void)
{
	enter(0);
}

thread two(void)
{
	enter(1);
}

finally both_have_counted(void)
{
	return counter == 2;
}

eventually both_come_through(void)
{
	return counter == 2;
}
