/* SPDX-License-Identifier: GPL-2.0 */
/* Each thread's second store may come first, in both at the same time. */
#include <pincer.h>

static int x0, y0, x1, y1;

thread t0(void)
{
	store(&x0, 1, relaxed);
	store(&y0, 1, relaxed);
}

thread t1(void)
{
	store(&x1, 1, relaxed);
	store(&y1, 1, relaxed);
}

witness both_are_early(void)
{
	return y0 && !x0 && y1 && !x1;
}
