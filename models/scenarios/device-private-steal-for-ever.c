/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page in the memory of a device is pinned, and the device takes it back as often as it is brought.
 *
 * Nothing in the kernel ends this: as long as the device does not stop, GUP does not end.
 *
 * Since:   16ce101db85d
 * domain:  system G; G-6; I9
 * threads: as device-private-steal.c; the device does nothing else; (ZAP) a CPU that throws the page away
 * large:   -DNR_PINNERS=2 -DZAP=1 --no-reduction: 30 322 924 states
 */
#define STEALS 0
#define ADDRESS 0
#ifndef ZAP
#define ZAP 0
#endif
#ifndef NR_PAGES
#define NR_PAGES (2 + NR_PINNERS + ZAP)	/* the first is the device's */
#endif
#include "device-private-steal.c"

#if ZAP
thread throw_away(void)
{
	mmap_read_lock(process);
	zap_page_range(process, 0, 1);
	mmap_read_unlock(process);
}
#endif
