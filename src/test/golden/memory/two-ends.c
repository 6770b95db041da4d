/* SPDX-License-Identifier: GPL-2.0 */
/* A block that may be left early touches all that stands in it, also what comes after the way out. */
#include <pincer.h>

static int mine, x, y;

thread writes(void)
{
	rmw(relaxed) {
		if (mine)
			return;
		x = 1;
	}
	rmw(relaxed) {
		y = 1;
	}
}

thread reads(void)
{
	load(&x, relaxed);
	load(&y, relaxed);
}

witness one_is_written(void)
{
	return x && !y;
}
