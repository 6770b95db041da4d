/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect() to read-only and back, of a huge page, to a part of which a device writes.
 *
 * domain:  system C and N-2; I1, I2
 * threads: as mprotect-pin.c
 * large:   -DNR_GUP=4 --no-reduction: 138 269 993 states
 */
#define HUGE
#include "mprotect-pin.c"
