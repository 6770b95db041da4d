/* SPDX-License-Identifier: GPL-2.0 */
/*
 * hmm_range_fault(): what is mapped at an address, for a device that is to have it mapped there as well.
 *
 * kernel:  mm/hmm.c, v5.8
 * keeps:   no reference is taken: the answer is good until an invalidation, for which the caller looks afterwards; the
 *          device's own private pages are answered as they are, everything else is faulted in as a CPU would do it
 * leaves:  ranges, huge pages, the private pages of other devices; requests without a fault
 */
#ifndef _MM_HMM_C
#define _MM_HMM_C

#include <linux/hmm.h>
#include <linux/mm.h>
#include <linux/swapops.h>

/* -EBUSY: look again. */
static inline int hmm_vma_fault(struct hmm_range *range)
{
	int fault = handle_mm_fault(range->notifier->mm, range->start, range->req_write ? FAULT_FLAG_WRITE : 0);

	return fault & VM_FAULT_ERROR ? -EFAULT : -EBUSY;
}

static inline int hmm_vma_handle_pte(struct hmm_range *range, pte_t *ptep)
{
	pte_t pte = ptep_get(ptep);
	swp_entry_t entry = pte_to_swp_entry(pte);

	range->pfn = pte_pfn(pte);
	range->valid = true;
	if (is_device_private_entry(entry)) {
		range->write = is_write_device_private_entry(entry);
		return 0;
	}
	if (is_migration_entry(entry)) {
		migration_entry_wait(range->notifier->mm, range->start);
		return -EBUSY;
	}
	range->write = pte_write(pte);
	if (!pte_present(pte) || (range->req_write && !pte_write(pte)))
		return hmm_vma_fault(range);
	return 0;
}

/* The caller holds mmap_lock for reading. */
int hmm_range_fault(struct hmm_range *range)
{
	if (mmu_interval_read_retry(range->notifier))
		return -EBUSY;
	return hmm_vma_handle_pte(range, pte_offset_map(range->notifier->mm, range->start));
}

#endif /* _MM_HMM_C */
