/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages, page-table entries and address spaces.
 *
 * kernel:  include/linux/mm_types.h, v5.8
 * keeps:   what fork, COW, GUP and migration decide by
 * leaves:  PGD, P4D and PUD; more than one PMD and one VMA an mm; every VMA is private and writable.  A scenario that defines
 *          CONFIG_TRANSPARENT_HUGEPAGE has a PMD, page tables that come and go, and huge pages; others have one page table
 *
 * All pages are in mem_map[], all address spaces in mms[], oldest first: fork() puts a child behind its parent.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/atomic.h>
#include <linux/mmzone.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#ifndef NR_PAGES
#define NR_PAGES 3
#endif

#ifndef NR_PTES
#define NR_PTES 1			/* entries of a page table = pages of the VMA */
#endif

#ifndef NR_MMS
#define NR_MMS 2
#endif

#ifndef NR_TLBS
#define NR_TLBS 0			/* CPUs that keep translations; others walk the page table at each access */
#endif

#ifndef NR_ANON_VMAS
#define NR_ANON_VMAS 0			/* of all VMAs; with 0 a VMA has one as soon as it is asked for */
#endif

/* The types of swap entries, as diagrams show them; swapops.h has the kernel's names. */
enum swp_type {
	NO_SWAP_ENTRY,
	MIGRATION_READ,
	MIGRATION_WRITE,
	MIGRATION_READ_EXCLUSIVE,
	DEVICE_READ,
	DEVICE_WRITE,
	SWAPFILE = 16
};

/* Loaded and stored in one access.  All zero: none. */
typedef struct {
	short pfn;			/* or the offset of a swap entry */
	bool present;
	bool write;
	bool dirty;
	enum swp_type swp : 8;
} pte_t;

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

#define HPAGE_PMD_NR NR_PTES		/* pages of a huge page */

#ifndef NR_PGTABLES
#define NR_PGTABLES NR_MMS
#endif

/* Loaded and stored in one access.  All zero: none. */
typedef struct {
	short pfn;			/* of the first page of a huge page, or which page table */
	bool present;
	bool huge;			/* maps a huge page; without `present`: not for hardware at the moment */
	bool write;
	bool dirty;
	enum swp_type swp : 8;		/* for a huge page that moves */
} pmd_t;

/* A page that is used as a page table. */
struct page_table {
	pte_t pte[NR_PTES];
	spinlock_t ptl;
	bool allocated;
	bool rcu;			/* its owner has let go of it, and it waits for a grace period */

	ghost int walkers;		/* CPUs that read it and hold no lock */
};

typedef struct page_table *pgtable_t;

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

/* What is in a page: a word that CPUs write, and one that a device writes. */
struct page_content {
	char cpu;
	char dma;
};

struct page {
	atomic_t _refcount;
	atomic_t _mapcount;		/* entries that map the page; the kernel counts from -1 */
	thread_t locked;		/* PG_locked: the thread that holds it */
	bool anon;			/* PageAnon() */
	bool lru;			/* PageLRU() */
	bool dirty;			/* PageDirty() */
	bool swapcache;			/* PageSwapCache(): it has the slot `private` */
	bool writeback;			/* PageWriteback() */
	bool lazyfree;			/* !PageSwapBacked(): MADV_FREE */
	bool allocated;			/* !PageBuddy() */
	enum zone_type zone;		/* never changes */
	short index;			/* the address in the VMA, for the reverse map */
	short private;			/* page_private(): the slot in swap */
	struct page_content content;
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	bool compound;			/* part of a huge page, whose first page ("head") has the references */
	atomic_t compound_mapcount;	/* of a head: PMDs that map it; the kernel counts from -1 */
	atomic_t compound_pincount;	/* of a head: FOLL_PIN references, exactly */
#endif

	ghost int pins;			/* FOLL_PIN references that callers of GUP hold */
	ghost struct mm_struct *pinner;	/* the mm through which GUP got to the page */
	ghost struct mm_struct *owner;	/* the mm that the page was allocated for, NULL: nobody or the kernel */
	ghost short address;		/* the address that the page was allocated for */
};

#if NR_ANON_VMAS
/* By which the reverse map finds a VMA. */
struct anon_vma {
	bool allocated;
};
#endif

struct vm_area_struct {
#if NR_ANON_VMAS
	struct anon_vma *anon_vma;	/* may anonymous pages be mapped? */
#else
	bool anon_vma;			/* the kernel's pointer */
#endif
	bool mixedmap;			/* VM_MIXEDMAP */
};

struct mm_struct {
	struct rw_semaphore mmap_lock;
	struct vm_area_struct mmap;
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	spinlock_t page_table_lock;	/* of the PMD */
	pmd_t pmd;
	pgtable_t pmd_huge_pte;		/* "deposited": to be used when the huge page is split */
#else
	spinlock_t ptl;			/* of the one page table */
	pte_t pte[NR_PTES];
#endif
#if NR_TLBS
	pte_t tlb[NR_TLBS][NR_PTES];
	atomic_t tlb_flush_pending;	/* entries have changed, and CPUs have not been told yet */
#endif
};

struct page mem_map[NR_PAGES];
struct mm_struct mms[NR_MMS];
#if NR_ANON_VMAS
struct anon_vma anon_vmas[NR_ANON_VMAS];
#endif
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
struct page_table page_tables[NR_PGTABLES];
#endif

static inline struct page *pfn_to_page(int pfn)
{
	return &mem_map[pfn];
}

static inline int page_to_pfn(const struct page *page)
{
	return page - mem_map;
}

#endif /* _LINUX_MM_TYPES_H */
