/*
 * CMurphi's ex/mux/2_peterson.m: Peterson's mutual exclusion for two processes.
 * Its last comment: 26 states, 52 rules fired.
 *
 * A rule of the original whose condition is not yet true fires and changes nothing, as the loop here does.
 */
#include <pincer.h>

static bool wants[2];
static int turn;

initial either_turn(void)
{
	turn = choose(2);
}

static void process(int me)
{
	while (1) {
		wants[me] = true;
		turn = me;
		while (wants[1 - me] && turn == me)
			;
		atomic {
			/* critical section */
		}
		wants[me] = false;
	}
}

thread p0(void) { process(0); }
thread p1(void) { process(1); }
