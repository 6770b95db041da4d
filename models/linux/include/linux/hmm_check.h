/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions that properties ask of the page table of a device.  See mm_check.h.
 *
 * kernel:  none
 */
#ifndef _LINUX_HMM_CHECK_H
#define _LINUX_HMM_CHECK_H

#include <linux/mm_check.h>

#include <lib/test_hmm.c>

/* Is somebody about to change the entry, or to tell the device that it has changed? */
static inline bool mirror_is_about_to_change(void)
{
	return dmirror.notifier.active_invalidate_ranges || mms[0].ptl.owner ||
	       is_migration_entry(pte_to_swp_entry(mms[0].pte[0]));
}

/* The device has nothing mapped that the process has not. */
static inline bool mirror_maps_what_the_process_has(void)
{
	return !dmirror.pt[0].valid || mirror_is_about_to_change() || follow(&mms[0], 0) == pfn_to_page(dmirror.pt[0].pfn);
}

/* The device cannot write where a CPU would have to ask first. */
static inline bool mirror_writes_only_where_the_process_may(void)
{
	pte_t pte = mms[0].pte[0];

	return !dmirror.pt[0].valid || !dmirror.pt[0].write || mirror_is_about_to_change() || pte_write(pte) ||
	       is_write_device_private_entry(pte_to_swp_entry(pte));
}

#endif /* _LINUX_HMM_CHECK_H */
