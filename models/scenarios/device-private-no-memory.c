/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A CPU touches a page in the memory of a device, and there may be no memory to move it to.
 *
 * Then the process is killed (SIGBUS), and the page is the device's again, with all that was written to it.
 *
 * Since:   16ce101db85d
 * domain:  system G; I6, I7, DATA
 * threads: as device-private-mirror.c
 * large:   -DNR_CPUS=3 --no-reduction: 12 070 882 states
 */
#define MAY_FAIL 1
#include "device-private-mirror.c"
