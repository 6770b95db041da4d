/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while a page is being moved that somebody refers to, as O_DIRECT did before it pinned.
 *
 * A reference does not say what it is for.  fork() shares the page, moved or not, and the next write of the parent copies
 * it: who works on a page across fork() has to pin it.
 *
 * domain:  system E, E-3; I1g
 * large:   -DNR_PINNERS=3 --no-reduction: 132 337 857 states
 */
#define PIN_FLAGS FOLL_GET
#include "fork-migrate.c"

/* Vacuous: pinned_page_is_exclusive: nobody pins here, and a mere reference counts as no pin. */
