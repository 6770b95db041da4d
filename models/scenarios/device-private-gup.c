/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page in the memory of a device is pinned.
 *
 * GUP must not give out what CPUs cannot access: it faults as a CPU would, looks again, and pins what it finds then.
 *
 * domain:  system G; I6, I7, I9, DATA
 * threads: as device-private-mirror.c; the CPU pins the page
 * large:   -DNR_CPUS=3 -DMAY_FAIL=1 --no-reduction: 19 089 463 states
 */
#define PIN 1
#include "device-private-mirror.c"
