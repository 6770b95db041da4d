/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What has been taken out of the page tables is kept until no CPU can have it in its TLB any more: pages, and page tables.
 *
 * kernel:  mm/mmu_gather.c, include/asm-generic/tlb.h; free_pgtables(), mm/memory.c, v5.8
 * keeps:   flush first, then let go.  A page table is freed when no CPU walks it any more: by the flush, if that interrupts
 *          the others; else after a grace period of RCU (CONFIG_MMU_GATHER_RCU_TABLE_FREE)
 * leaves:  batches; flushing in between
 */
#ifndef _MM_MMU_GATHER_C
#define _MM_MMU_GATHER_C

#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/swap.h>

/* Pages that are out of the page tables but may still be in a TLB. */
struct mmu_gather {
	struct mm_struct *mm;
	struct page *pages[NR_PTES];
	int nr;
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	pgtable_t pgtable;		/* a page table that is out of the PMD, NULL: none */
#endif
};

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

/* Nobody needs the page table any more, but GUP-fast may still be in it. */
static inline void tlb_remove_table(pgtable_t pgtable)
{
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
	WRITE_ONCE(pgtable->rcu, true);		/* call_rcu() */
#else
	pte_free(pgtable);
#endif
}

static inline pgtable_t rcu_first_callback(void)
{
	for (int i = 0; i < NR_PGTABLES; i++)
		if (page_tables[i].rcu)
			return &page_tables[i];
	return NULL;
}

/* For a daemon: frees page tables, each behind a grace period. */
static inline void rcu_process_callbacks(void)
{
	while (true) {
		pgtable_t pgtable;

		await(rcu_first_callback());
		synchronize_rcu();
		atomic {
			pgtable = rcu_first_callback();
			pgtable->rcu = false;
			pte_free(pgtable);
		}
	}
}

/* The caller has emptied the table, and holds mmap_lock for writing. */
static inline void free_pgtables(struct mmu_gather *tlb)
{
	pmd_t pmd = pmdp_get(tlb->mm);

	if (pmd_none(pmd))
		return;
	tlb->pgtable = pmd_pgtable(pmd);
	set_pmd_at(tlb->mm, (pmd_t){ 0 });
}

#else
#define free_pgtables(tlb)	((void)(tlb))
#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

static inline void tlb_finish_mmu(struct mmu_gather *tlb)
{
	flush_tlb_mm(tlb->mm);
	for (int i = 0; i < tlb->nr; i++)
		free_swap_cache(tlb->pages[i]);
	for (int i = 0; i < tlb->nr; i++)
		put_page(tlb->pages[i]);
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	if (tlb->pgtable)
		tlb_remove_table(tlb->pgtable);
#endif
}

#endif /* _MM_MMU_GATHER_C */
