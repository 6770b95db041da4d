/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() against khugepaged, on a machine that flushes TLBs by interrupts, as x86 does.
 *
 * The flush waits until every CPU has had interrupts on, so it waits for GUP-fast.  What GUP-fast has pinned is seen by khugepaged.
 *
 * domain:  system B, B-2, B-3; I1, I7, I14, T
 * large:   -DNR_GUP=4 --no-reduction: 94 548 775 states
 */
#define TLB_FLUSH_IPI 1
#include "gup-collapse.c"
