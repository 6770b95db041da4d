/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() of a page of hugetlbfs against get_user_pages_fast(): it is never split, so a pinned one is copied whole.
 *
 * domain:  system C, C-3; I1, I2, I3, I4, I5, I7
 */
#define HUGETLB
#include "fork-thp.c"
