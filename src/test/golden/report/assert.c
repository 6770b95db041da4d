/* Two that look for an empty slot find the same one. */
#include <pincer.h>

enum state { EMPTY, FULL, TAKEN };

static enum state slots[2];

static int find_slot(void)
{
	for (int i = 0; i < 2; i++)
		if (load(&slots[i], relaxed) == EMPTY)
			return i;
	return -1;
}

threads(put, 2)
{
	int i = find_slot();

	if (i < 0 || choose(2))
		return;
	store(&slots[i], FULL, relaxed);
}

daemon take(void)
{
	await(load(&slots[0], relaxed) == FULL);
	store(&slots[0], TAKEN, relaxed);
	assert(load(&slots[0], relaxed) == TAKEN);
}
