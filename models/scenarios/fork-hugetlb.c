/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a page of hugetlbfs against get_user_pages_fast(): it is never split, so a pinned one is copied whole.
 *
 * domain:  system C, C-3; I1, I2, I3, I4, I5, I7
 * threads: as fork-thp.c; NR_WRITERS others of the parent that write
 * large:   -DNR_GUP=2 -DNR_WRITERS=1 --no-reduction: 43 833 406 states
 */
#define HUGETLB
#define BY_OTHERS 4
#ifndef NR_WRITERS
#define NR_WRITERS 0
#endif
#ifndef NR_PAGES
#define NR_PAGES ((3 + NR_WRITERS) * NR_PTES)
#endif
#include "fork-thp.c"

#if NR_WRITERS
threads(write, NR_WRITERS)
{
	user_write(parent, 0, TAIL, BY_OTHERS);
}
#endif
