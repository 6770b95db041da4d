/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() for reading against KSM, on a machine that clears an entry by a load and a store.
 *
 * With --memory tso the store may be seen after KSM has looked for pins, unless there is a barrier.
 *
 * domain:  system B, B-6a; I1r, I3, I4, I5, I7
 * large:   -DNR_GUP=3 --no-reduction: 52 101 362 states
 */
/* Vacuous: other_process_is_isolated: gup-ksm has the proposal that lets the owner write in place. */
#define PTEP_GENERIC
#include "gup-ksm.c"
