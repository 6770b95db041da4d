/*
 * BEEM's peterson.1: Peterson's mutual exclusion for three processes, without error.
 * https://paradise.fi.muni.cz/beem/: 12 498 states, 33 369 transitions, 54 levels.
 *
 * Each block is one transition of the original, and each label one of its locations.
 */
#include <pincer.h>

#define N 3

static unsigned char pos[N], step[N];

static void process(int me)
{
	unsigned char j = 0, k = 0;

ncs:
	j = 1;
wait:
	atomic {
		if (j == N)
			goto cs;
		pos[me] = j;
	}
	atomic {
		step[j - 1] = me;
		k = 0;
	}
q3:
	atomic {
		if (choose(2) == 0) {
			await(k < N && (k == me || pos[k] < j));
			k++;
			goto q3;
		}
		await(step[j - 1] != me || k == N);
		j++;
		goto wait;
	}
cs:
	pos[me] = 0;
	goto ncs;
}

thread p0(void) { process(0); }
thread p1(void) { process(1); }
thread p2(void) { process(2); }
