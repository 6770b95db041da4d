/*
 * CMurphi's ex/mux/mcslock1.m: the queue lock of Mellor-Crummey and Scott, for NR processes.
 * Its last comment, without symmetry: 159 states, 318 rules fired for 2; 7 597 and 22 791 for 3.
 *
 * Every statement, condition and block is one rule of the original; one that waits fires and changes nothing.
 */
#include <pincer.h>

#ifndef NR
#define NR 2
#endif
#define NIL -1

static int next[NR], lock = NIL;
static bool locked[NR];

initial nobody_queues(void)
{
	for (int i = 0; i < NR; i++)
		next[i] = NIL;
}

static void process(int me)
{
	int pred = NIL;

	while (1) {
		next[me] = NIL;
		atomic {
			pred = lock;
			lock = me;
		}
		if (pred != NIL) {
			locked[me] = true;
			next[pred] = me;
			while (locked[me])
				;
		}
		/* critical section */
		if (next[me] == NIL) {
			atomic {
				if (lock == me) {
					lock = NIL;
					continue;
				}
			}
			while (next[me] == NIL)
				;
		}
		locked[next[me]] = false;
	}
}

thread p0(void) { process(0); }
thread p1(void) { process(1); }
#if NR > 2
thread p2(void) { process(2); }
#endif
