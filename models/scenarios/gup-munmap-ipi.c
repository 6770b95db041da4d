/* SPDX-License-Identifier: GPL-2.0 */
/*
 * get_user_pages_fast() against munmap(), which frees the page table, on a machine that flushes TLBs by interrupts.
 *
 * The table is freed after the flush, as pages are, and the flush waits for all who have interrupts off.
 *
 * domain:  system B, B-0, B-3; I7, I14, T
 * large:   -DNR_GUP=3 -DROUNDS=3 --no-reduction: 17 049 169 states
 */
#define TLB_FLUSH_IPI 1
#include "gup-munmap.c"
