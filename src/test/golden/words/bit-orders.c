/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages that are passed by a bit: who sees it sees what was stored before, if both sides order it.
 */
#include <linux/bitops.h>

#ifndef START
#define START 0
#endif
#ifndef SET
#define SET		test_and_set_bit
#endif
#ifndef SEEN
#define SEEN		test_bit_acquire
#endif

static unsigned long flags = START;
static int message;
static bool stale;

thread sender(void)
{
	WRITE_ONCE(message, 1);
	(void)SET(0, &flags);
}

thread receiver(void)
{
	if (SEEN(0, &flags) && !READ_ONCE(message))
		stale = true;
}

invariant message_is_there(void)
{
	return !stale;
}
