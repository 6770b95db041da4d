/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page that a device writes to is taken for swap, and touched again; it is merely referenced, as O_DIRECT does until v6.5.
 *
 * Reclaim cannot tell such a reference from any other.  So COW must not go by references, and the swap entry has to remember
 * that the page was the owner's alone.
 *
 * domain:  system H; I1g, I2, I4, I7
 * large:   -DNR_IO=2 -DNR_CPUS=2 --no-reduction: 10 626 255 states
 */
#define PIN_FLAGS FOLL_GET
#include "swap-direct-io.c"
