/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Translations that CPUs keep, and getting rid of them.
 *
 * kernel:  arch/x86/include/asm/tlbflush.h, arch/x86/mm/tlb.c, v5.8
 * keeps:   a CPU goes on using what it has until it is told; the one that tells it waits, one CPU after the other
 * leaves:  lazy TLB, PCIDs, ranges.  With NR_TLBS 0 there is nothing to flush, and no step
 */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <linux/mm_types.h>

static inline void flush_tlb_page(struct mm_struct *mm, unsigned long address)
{
#if NR_TLBS
	for (int cpu = 0; cpu < NR_TLBS; cpu++)
		WRITE_ONCE(mm->tlb[cpu][address], (pte_t){ 0 });
#else
	(void)mm;
	(void)address;
#endif
}

static inline void flush_tlb_mm(struct mm_struct *mm)
{
#if NR_TLBS
	for (int cpu = 0; cpu < NR_TLBS; cpu++)
		atomic {
			for (int i = 0; i < NR_PTES; i++)
				mm->tlb[cpu][i] = (pte_t){ 0 };
		}
#else
	(void)mm;
#endif
}

#endif /* _ASM_TLBFLUSH_H */
