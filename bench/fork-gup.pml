/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork-gup.c, step by step, for Spin.
 *
 * One d_step for each access to shared memory together with what is computed behind it, and locals reset where they are
 * dead.  (Not atomic: where one atomic is followed by another, Spin may make one step of both.)  A process that is done
 * waits at an end label for ever, since Spin counts the end of a process as a step.
 *
 *   spin -o2 -a -DNR_PTES=2 -DNR_GUP=2 fork-gup.pml
 *       (-o2: or Spin leaves out of the state what is only ever written)
 *   gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000 -w24
 */
#ifndef NR_PTES
#define NR_PTES 2
#endif
#ifndef NR_GUP
#define NR_GUP 2
#endif
#define NR_FRAMES (3 * NR_PTES)
#define NONE (2 * NR_FRAMES)
#define BY_DEVICE 1
#define BY_PARENT 2

bool ptl, forked, has_pinned;
byte pte[NR_PTES], child_pte[NR_PTES], pins[NR_FRAMES], data[NR_FRAMES];

proctype fork_and_write()
{
	byte i, entry;

	d_step { !ptl; ptl = 1; }
next:	if
	:: d_step { i < NR_PTES -> pte[i] = pte[i] & 254; }
		if
		:: !has_pinned -> goto share
		:: has_pinned ->
			if
			:: pins[i] == 0 -> goto share
			:: pins[i] > 0
			fi;
			child_pte[i] = 2 * (NR_PTES + i) + 1;
			if
			:: d_step { true -> pte[i] = 2 * i + 1; i++; }
				goto next
			fi
		fi;
share:		if
		:: d_step { true -> child_pte[i] = 2 * i; i++; }
			goto next
		fi
	:: d_step { i == NR_PTES -> ptl = 0; forked = 1; i = 0; }
	fi;
end:	do
	:: d_step { i < NR_PTES -> entry = (pte[i] & 1 -> pte[i] : 0); }
write:		if
		:: d_step { entry -> data[entry / 2] = BY_PARENT; entry = 0; i++; }
		:: d_step { !entry -> entry = 2 * (child_pte[i] / 2 == i -> 2 * NR_PTES + i : i) + 1; }
			pte[i] = entry;
			goto write
		fi
	od
}

proctype child_unmaps()
{
	byte i;

	forked;
end:	do
	:: d_step { i < NR_PTES -> child_pte[i] = NONE; i++; }
	od
}

proctype gup(byte i)
{
	byte entry, page;
	bool same;

	d_step { entry = (pte[i] & 1 -> pte[i] : 0); page = entry / 2; i = (entry -> i : 0); }
end:	if
	:: d_step { entry -> has_pinned = 1; }
	fi;
	pins[page]++;
	d_step {
		same = pte[i] == entry;
		i = 0;
		entry = 0;
	}
	do
	:: d_step { same -> data[page] = BY_DEVICE; same = 0; }
	:: d_step { !same -> pins[page]--; page = 0; }
		goto end
	od
}

/* Which entry each CPU pins is chosen before the first step. */
init {
	byte k, i;

	atomic {
		do
		:: k < NR_PTES -> pte[k] = 2 * k + 1; child_pte[k] = NONE; k++
		:: else -> break
		od;
		run fork_and_write();
		run child_unmaps();
		k = 0;
		do
		:: k < NR_GUP ->
			i = 0;
			do
			:: i < NR_PTES - 1 -> i++
			:: break
			od;
			run gup(i);
			k++
		:: else -> break
		od;
		i = 0;
		k = 0
	}
end:	false
}
