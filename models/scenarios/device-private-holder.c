/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A CPU touches a page in the memory of a device, while somebody else refers to it and writes to it.
 *
 * As long as he does, the page must not move: what he writes would be lost.
 *
 * domain:  system F; I7, I8, I9, F-SAFE
 * threads: as device-private-fault.c, with one that refers to the page for a moment, and writes to it
 */
#define HOLDER 1
#ifndef NR_FAULTERS
#define NR_FAULTERS 1
#endif
#include "device-private-fault.c"
