/* Every statement of C that changes the flow of control. */
#include <pincer.h>

enum state { IDLE, BUSY, DONE };
static enum state state;
static int work[3], total;

static inline int pick(int n)
{
	switch (n) {
	case 0:
		n = 1;
	case 1:
		return n;
	case 2 ... 4:
		break;
	default:
		return -1;
	}
	return choose(n) ?: 7;
}

thread runner(void)
{
	int i, sum = 0;

	for (i = 0; i < 3; i++) {
		if (work[i] == 2)
			continue;
		sum += work[i];
		if (sum > 10)
			break;
	}
	do {
		sum = sum > 0 ? sum - 1 : 0;
	} while (sum);
again:
	atomic {
		if (state == BUSY)
			goto again;
		state = i < 3 && pick(i) ? BUSY : DONE;
	}
	total = pick(sum);
}

threads(helper, 2)
{
	bool done = false;

	while (!done && total < 5)
		done = work[choose(3)]++ > 2 || state == DONE;
}

initial some_work(void)
{
	work[choose(3)] = 1;
}

leads_to(idle_becomes_done, state == IDLE, state == DONE);
