/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mprotect() to read-only and back, of a part of a huge page, to which a device writes.
 *
 * The entry of the huge page becomes one for each page: those outside of the part stay writable, and all have to stay what they were.
 *
 * domain:  system C and N-2; I1, I2
 * threads: as mprotect-pin.c
 * large:   -DNR_GUP=3 -DROUNDS=2 --no-reduction: 10 649 422 states
 */
#define HUGE
#define FIRST 1
#include "mprotect-pin.c"
