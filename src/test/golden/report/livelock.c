/* Two that step aside for each other for ever. */
#include <pincer.h>

static bool wants[2];

static void enter(int me)
{
	store(&wants[me], true, full);
	while (load(&wants[!me], full))
		;
	store(&wants[me], false, full);
}

thread left(void) { enter(0); }
thread right(void) { enter(1); }

invariant at_most_one_waits(void)
{
	return !(wants[0] && wants[1]);
}
