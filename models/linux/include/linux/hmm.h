/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Looking up, for a device, what a process has mapped.
 *
 * kernel:  include/linux/hmm.h, v5.8
 */
#ifndef _LINUX_HMM_H
#define _LINUX_HMM_H

#include <linux/mmu_notifier.h>

/* One page; the kernel has ranges.  A pfn comes with its rights. */
struct hmm_range {
	struct mmu_interval_notifier *notifier;
	unsigned long start;
	bool req_write;
	short pfn;
	bool valid;
	bool write;
};

int hmm_range_fault(struct hmm_range *range);

#endif /* _LINUX_HMM_H */
