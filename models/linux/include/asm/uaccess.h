/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A load or store instruction of user space: page walk, fault, access.
 *
 * kernel:  the CPU; do_user_addr_fault(), arch/x86/mm/fault.c, v5.8
 * keeps:   a store needs a writable translation, and sets the dirty bit in the entry when it gets one;
 *          with NR_TLBS a CPU keeps the translation, so the access itself may come later
 * leaves:  retries without mmap_lock; kills: a fault that fails ends the thread's work
 */
#ifndef _ASM_UACCESS_H
#define _ASM_UACCESS_H

#include <linux/mm.h>

#if NR_TLBS && defined(CONFIG_TRANSPARENT_HUGEPAGE)
#error "CPUs keep no translations of huge pages here"
#endif

static inline int do_user_addr_fault(struct mm_struct *mm, unsigned long address, unsigned int flags)
{
	int fault;

	mmap_read_lock(mm);
	fault = handle_mm_fault(mm, address, flags);
	mmap_read_unlock(mm);
	return fault & VM_FAULT_ERROR;
}

#if NR_TLBS

/* The page walk, in one step: hardware checks the entry and sets its dirty bit in one locked access. */
static inline bool tlb_fill(struct mm_struct *mm, int cpu, unsigned long address)
{
	bool filled = true;

	atomic {
		pte_t *kept = &mm->tlb[cpu][address];

		if (!kept->write || !kept->dirty) {
			filled = mm->pte[address].present && mm->pte[address].write;
			if (filled) {
				mm->pte[address].dirty = true;
				*kept = mm->pte[address];
			}
		}
	}
	return filled;
}

static inline bool cpu_store(struct mm_struct *mm, int cpu, unsigned long address, int value)
{
	bool stored = false;

	while (!stored) {
		if (!tlb_fill(mm, cpu, address))
			return false;
		atomic {
			pte_t kept = mm->tlb[cpu][address];

			stored = kept.write;
			if (stored) {
				undefined_unless(mem_map[kept.pfn].allocated, "use after free: a store to a free page");
				mem_map[kept.pfn].content.cpu = value;
			}
		}
	}
	return true;
}

/* A load takes any translation, and marks no entry dirty. */
static inline bool tlb_fill_to_load(struct mm_struct *mm, int cpu, unsigned long address)
{
	bool filled = true;

	atomic {
		pte_t *kept = &mm->tlb[cpu][address];

		if (!kept->present) {
			filled = mm->pte[address].present;
			if (filled)
				*kept = mm->pte[address];
		}
	}
	return filled;
}

static inline bool cpu_load(struct mm_struct *mm, int cpu, unsigned long address, int *value)
{
	bool loaded = false;

	while (!loaded) {
		if (!tlb_fill_to_load(mm, cpu, address))
			return false;
		atomic {
			pte_t kept = mm->tlb[cpu][address];

			loaded = kept.present;
			if (loaded) {
				undefined_unless(mem_map[kept.pfn].allocated, "use after free: a load from a free page");
				*value = mem_map[kept.pfn].content.cpu;
			}
		}
	}
	return true;
}

/* A load, and what it finds. */
static inline int user_load(struct mm_struct *mm, int cpu, unsigned long address, int *value)
{
	while (!cpu_load(mm, cpu, address, value)) {
		int error = do_user_addr_fault(mm, address, 0);

		if (error)
			return error;
	}
	return 0;
}

#elif defined(CONFIG_TRANSPARENT_HUGEPAGE)

static inline bool cpu_store(struct mm_struct *mm, int cpu, unsigned long address, int value)
{
	bool stored = false;

	(void)cpu;
	atomic {
		pmd_t *pmd = &mm->pmd;
		struct page *page = NULL;

		if (pmd->present && pmd->huge && pmd->write) {
			pmd->dirty = true;
			page = &mem_map[pmd->pfn + address];
		} else if (pmd->present && !pmd->huge) {
			pte_t *ptep = &page_tables[pmd->pfn].pte[address];

			if (ptep->present && ptep->write) {
				ptep->dirty = true;
				page = &mem_map[ptep->pfn];
			}
		}
		if (page) {
			undefined_unless(page->allocated, "use after free: a store to a free page");
			page->content.cpu = value;
			stored = true;
		}
	}
	return stored;
}

#else

static inline bool cpu_store(struct mm_struct *mm, int cpu, unsigned long address, int value)
{
	bool stored;

	(void)cpu;
	atomic {
		pte_t *ptep = &mm->pte[address];

		stored = ptep->present && ptep->write;
		if (stored) {
			undefined_unless(mem_map[ptep->pfn].allocated, "use after free: a store to a free page");
			ptep->dirty = true;
			mem_map[ptep->pfn].content.cpu = value;
		}
	}
	return stored;
}

#endif /* NR_TLBS */

/* 0, or an error if the process is killed. */
static inline int user_write(struct mm_struct *mm, int cpu, unsigned long address, int value)
{
	while (!cpu_store(mm, cpu, address, value)) {
		int error = do_user_addr_fault(mm, address, FAULT_FLAG_WRITE);

		if (error)
			return error;
	}
	return 0;
}

#ifndef CONFIG_TRANSPARENT_HUGEPAGE
/* A load; what it finds is for the properties to see. */
static inline int user_read(struct mm_struct *mm, unsigned long address)
{
	while (!ptep_get(&mm->pte[address]).present) {
		int error = do_user_addr_fault(mm, address, 0);

		if (error)
			return error;
	}
	return 0;
}
#endif

/* A device's store: it knows the page, and asks no page table. */
static inline void dma_write(struct page *page, int value)
{
	atomic {
		undefined_unless(page->allocated, "use after free: DMA to a free page");
		page->content.dma = value;
	}
}

#endif /* _ASM_UACCESS_H */
