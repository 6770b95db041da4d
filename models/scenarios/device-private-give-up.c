/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two CPUs touch a page in the memory of a device, while somebody else refers to it for a moment.
 *
 * The first of them gives up.  If it lets the next one try before it has let go of the page itself, that one gives up
 * for its sake, and so on.
 *
 * Since:   1afaeb8293c9
 * domain:  system F, what is left of F-4 and F-5; I9
 * threads: as device-private-holder.c, with two CPUs
 * large:   -DNR_FAULTERS=3 -DNR_HOLDERS=2 --no-reduction: 17 417 886 states
 */
#ifndef NR_FAULTERS
#define NR_FAULTERS 2
#endif
#include "device-private-holder.c"
