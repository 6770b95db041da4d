/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Translations that CPUs keep, and getting rid of them.
 *
 * kernel:  arch/x86/include/asm/tlbflush.h, arch/x86/mm/tlb.c, v5.8
 * keeps:   a CPU goes on using what it has until it is told; the one that tells it waits, one CPU after the other
 * leaves:  lazy TLB, PCIDs, ranges.  With NR_TLBS 0 there is nothing to flush, and no step
 *
 * Where page tables come and go (CONFIG_TRANSPARENT_HUGEPAGE), it matters how the others are told.  TLB_FLUSH_IPI 1: by an
 * interrupt, as on x86.  0: by a broadcast of the hardware, as on arm64, which does not wait for CPUs that have interrupts off.
 */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <linux/irqflags.h>
#include <linux/mm_types.h>

#ifndef TLB_FLUSH_IPI
#define TLB_FLUSH_IPI 1
#endif

#if defined(CONFIG_TRANSPARENT_HUGEPAGE) && TLB_FLUSH_IPI
#define flush_tlb_others()	smp_call_function()
#else
#define flush_tlb_others()	((void)0)
#endif

static inline void flush_tlb_page(struct mm_struct *mm, unsigned long address)
{
#if NR_TLBS
	for (int cpu = 0; cpu < NR_TLBS; cpu++)
		WRITE_ONCE(mm->tlb[cpu][address], (pte_t){ 0 });
#else
	(void)mm;
	(void)address;
	flush_tlb_others();
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
	flush_tlb_others();
#endif
}

/* include/linux/mm_types.h.  Who changes entries and flushes later says so before he changes them. */
static inline void inc_tlb_flush_pending(struct mm_struct *mm)
{
#if NR_TLBS
	atomic_inc(&mm->tlb_flush_pending);
#else
	(void)mm;
#endif
}

static inline void dec_tlb_flush_pending(struct mm_struct *mm)
{
#if NR_TLBS
	atomic_dec(&mm->tlb_flush_pending);
#else
	(void)mm;
#endif
}

/* Asked under the page-table lock. */
static inline bool mm_tlb_flush_pending(struct mm_struct *mm)
{
#if NR_TLBS
	return atomic_read(&mm->tlb_flush_pending) > 0;
#else
	(void)mm;
	return false;
#endif
}

#endif /* _ASM_TLBFLUSH_H */
