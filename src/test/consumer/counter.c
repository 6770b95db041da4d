// SPDX-License-Identifier: GPL-2.0
/* Two CPUs count. */
#include <pincer.h>

static int hits;

threads(visit, 2)
{
	atomic {
		hits++;
	}
}

/* Each visit counts once. */
finally visits_are_counted(void)
{
	return hits == 2;
}
