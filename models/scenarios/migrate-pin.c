/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Moving a page that a device works on, without any fork().
 *
 * Who holds a reference that is not a mapping may be using the page: it must stay where it is, and must be mapped again.
 *
 * domain:  system E without fork(); I1, I2, I5, I7, I8
 * large:   -DNR_PINNERS=3 -DWRITE_SOON=1 --no-reduction: 34 464 902 states
 */
#define FORKS 0
#define PIN_FAST 1
#include "fork-migrate.c"
