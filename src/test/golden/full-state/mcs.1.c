/*
 * BEEM's mcs.1: the queue lock of Mellor-Crummey and Scott, for three processes.
 * https://paradise.fi.muni.cz/beem/: 7 963 states, 21 503 transitions, 49 levels.
 *
 * Every statement, condition and block is one transition of the original.
 */
#include <pincer.h>

#define N 3
#define NOBODY 255

static unsigned char next[N] = { NOBODY, NOBODY, NOBODY }, locked[N], tail = NOBODY;

static void process(int me)
{
	unsigned char pred = 0;

	while (1) {
		next[me] = NOBODY;
		atomic {
			pred = tail;
			tail = me;
		}
		if (pred != NOBODY) {
			locked[me] = 1;
			next[pred] = me;
			await(locked[me] == 0);
		}
		/* critical section */
		if (next[me] == NOBODY) {
			atomic {
				if (tail == me) {
					tail = NOBODY;
					continue;
				}
			}
			await(next[me] != NOBODY);
		}
		locked[next[me]] = 0;
	}
}

thread p0(void) { process(0); }
thread p1(void) { process(1); }
thread p2(void) { process(2); }
