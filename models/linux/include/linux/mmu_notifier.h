/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Telling those who keep copies of page-table entries that these are about to change.
 *
 * kernel:  include/linux/mmu_notifier.h, mm/mmu_notifier.c, v5.8
 * keeps:   start comes before the entries change, and sleeps until the listener has let go of what it has; who looks
 *          entries up meanwhile is told to do it again; start and end may overlap with those of others
 * leaves:  ranges; more than one listener, which is that of lib/test_hmm.c on mms[0].  With NR_MIRRORS 0 nobody listens
 *
 * The kernel counts invalidations, and who looks entries up compares.  A list of those who have begun since the last
 * invalidation says the same, and has an end.
 */
#ifndef _LINUX_MMU_NOTIFIER_H
#define _LINUX_MMU_NOTIFIER_H

#include <linux/gfp.h>
#include <linux/mm_types.h>

#ifndef NR_MIRRORS
#define NR_MIRRORS 0
#endif
#ifndef NR_LOOKUPS
#define NR_LOOKUPS 1			/* threads that look entries up for the listener */
#endif

struct mmu_interval_notifier {
	struct mm_struct *mm;
	int active_invalidate_ranges;
	bool invalidating;		/* an invalidation has reached the listener, and goes on */
	thread_t lookups[NR_LOOKUPS];	/* called mmu_interval_read_begin() since the last one that reached it; first come first */
};

#if NR_MIRRORS

bool is_mirrored(const struct mm_struct *mm);
void mirror_start(void);
void mirror_end(void);

static inline void mmu_interval_read_begin(struct mmu_interval_notifier *mni)
{
	int i;

	atomic {
		might_sleep();
		await(!mni->invalidating);
		for (i = 0; mni->lookups[i] && mni->lookups[i] != this_thread(); i++)
			;
		mni->lookups[i] = this_thread();
	}
}

static inline bool mmu_interval_read_retry(const struct mmu_interval_notifier *mni)
{
	bool retry = true;

	atomic {
		for (int i = 0; i < NR_LOOKUPS; i++)
			if (mni->lookups[i] == this_thread())
				retry = false;
	}
	return retry;
}

/* The listener says that it knows. */
static inline void mmu_interval_set_seq(struct mmu_interval_notifier *mni)
{
	atomic {
		mni->invalidating = true;
		for (int i = 0; i < NR_LOOKUPS; i++)
			mni->lookups[i] = 0;
	}
}

static inline void mn_itree_inv_start_range(struct mmu_interval_notifier *mni)
{
	atomic { mni->active_invalidate_ranges++; }
}

static inline void mn_itree_inv_end(struct mmu_interval_notifier *mni)
{
	atomic {
		mni->active_invalidate_ranges--;
		if (!mni->active_invalidate_ranges)
			mni->invalidating = false;
	}
}

#endif /* NR_MIRRORS */

static inline void mmu_notifier_invalidate_range_start(struct mm_struct *mm)
{
#if NR_MIRRORS
	if (is_mirrored(mm))
		mirror_start();
#else
	(void)mm;
#endif
}

static inline void mmu_notifier_invalidate_range_end(struct mm_struct *mm)
{
#if NR_MIRRORS
	if (is_mirrored(mm))
		mirror_end();
#else
	(void)mm;
#endif
}

#endif /* _LINUX_MMU_NOTIFIER_H */
