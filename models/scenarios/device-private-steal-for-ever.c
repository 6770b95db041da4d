/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page in the memory of a device is pinned, and the device takes it back as often as it is brought.
 *
 * Nothing in the kernel ends this: as long as the device does not stop, GUP does not end.
 *
 * Since:   16ce101db85d
 * domain:  system G; G-6; I9
 * threads: as device-private-steal.c; the device does nothing else
 */
#define STEALS 0
#include "device-private-steal.c"
