/* SPDX-License-Identifier: GPL-2.0 */
/* Store buffering: each thread needs its full barrier; the last one of first() is for nothing. */
#include <pincer.h>

#define READ_ONCE(x)		load(&(x), relaxed)
#define WRITE_ONCE(x, value)	store(&(x), value, relaxed)
#define smp_mb()		fence(full)
#define smp_wmb()		fence(write)

static int x, y;
static ghost int x_seen, y_seen;

thread first(void)
{
	WRITE_ONCE(x, 1);
	smp_wmb();
	smp_mb();
	y_seen = READ_ONCE(y);
	smp_mb();
}

thread second(void)
{
	WRITE_ONCE(y, 1);
	smp_mb();
	x_seen = READ_ONCE(x);
}

finally one_sees_the_other(void)
{
	return x_seen || y_seen;
}
