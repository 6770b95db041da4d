/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A long-term pin of a page in the memory of a device, while another thread throws the page away.
 *
 * MADV_DONTNEED takes mmap_lock for reading only, as the pinner does, and may remove a migration entry.  Then the page that
 * the content was moved to is mapped nowhere, and a pin of it is a pin of nothing that the task has, or had.
 *
 * Since:   f25cbb7a95a2
 * domain:  system D; I14
 * large:   -DNR_PINNERS=2 -DZAP=3 --no-reduction: 21 913 153 states
 */
#ifndef NR_PINNERS
#define NR_PINNERS 1
#endif
#ifndef ZAP
#define ZAP 1
#endif
#include "longterm-coherent.c"
