/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while a page that a device writes to is taken for swap; it is merely referenced, as O_DIRECT does until v6.5.
 *
 * Nobody promises anything here: fork() shares a page that is referenced, whether it is mapped or on its way to swap.
 *
 * domain:  system H, H-5; I1g, I2, I3, I4, I7
 * large:   -DNR_IO=2 -DRECLAIMS=60 --no-reduction: 11 906 658 states
 */
#define PIN_FLAGS FOLL_GET
#include "swap-fork.c"
