/*
 * BEEM's bakery.1: Lamport's bakery for two processes, with numbers up to ten.
 * https://paradise.fi.muni.cz/beem/: 1 506 states, 2 697 transitions, 101 levels.
 *
 * Each block is one transition of the original, and each label one of its locations.
 */
#include <pincer.h>

#define N 2
#define MAX 9

static unsigned char choosing[N], number[N];

static void process(int me)
{
	unsigned char j = 0, max = 0;

ncs:
	atomic {
		choosing[me] = 1;
		j = 0;
		max = 0;
	}
choose:
	atomic {
		if (j < N) {
			if (number[j] > max)
				max = number[j];
			j++;
			goto choose;
		}
		await(max < MAX);
		number[me] = max + 1;
		j = 0;
		choosing[me] = 0;
	}
for_loop:
	atomic {
		if (j == N)
			goto cs;
		await(choosing[j] == 0);
	}
	atomic {
		await(number[j] == 0 || number[j] > number[me] || (number[j] == number[me] && me <= j));
		j++;
		goto for_loop;
	}
cs:
	number[me] = 0;
	goto ncs;
}

thread p0(void) { process(0); }
thread p1(void) { process(1); }
