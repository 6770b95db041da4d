/* SPDX-License-Identifier: GPL-2.0 */
/*
 * /proc/PID/clear_refs makes a page read-only that a device writes to; it is merely referenced, as O_DIRECT does until v6.5.
 *
 * No test for pins finds such a reference.  Only a COW that does not go by references leaves the page where it is.
 *
 * domain:  N-2; I1g, I2, I7
 * large:   -DNR_WRITERS=6 --no-reduction: 14 943 456 states
 */
#define PIN_FLAGS FOLL_GET
#include "soft-dirty.c"
