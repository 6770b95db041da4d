/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while a page is being moved that is exclusive to the parent, and read-only until a device is to write to it.
 *
 * The migration entry must remember that the page was nobody else's, or the parent would have it copied at its next write.
 *
 * Since:   6c287605fd56
 * domain:  system E, rx entries; I1, I4, I5
 * large:   -DNR_PINNERS=3 --no-reduction: 64 030 803 states
 */
#define READ_ONLY 1
#include "fork-migrate.c"
