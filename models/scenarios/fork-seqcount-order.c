/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() copies one entry while GUP-fast pins: write_protect_seq, on a machine whose atomics order nothing.
 *
 * fork() makes the sequence odd, looks for pins and takes the write bit away; GUP-fast looks at the sequence, pins, and looks at it
 * again.  spin_lock() is an acquire: fork() may look for pins before GUP-fast can see the odd sequence; not so where it takes its own
 * reference before it looks.  The process has pinned before, so has_pinned is set; mmap_lock, which GUP-fast does not take, is left out.
 *
 * domain:  A-4, A-4b; I1 in its end-state form
 * threads: fork's copy of the page tables; NR_GUP CPUs that pin, without the slow path, and keep their pins
 * Since:   57efa1fe5957
 * large:   -DNR_GUP=6 --no-reduction: 50 284 357 states
 */
#define PTEP_ORDER relaxed
#define NR_PAGES 1
#include <pincer.h>

#ifndef NR_GUP
#define NR_GUP 1
#endif

#include <linux/mm_check.h>
#include <mm/gup.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])
#define ours (&mem_map[0])

static ghost bool shares;

initial parent_has_written(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	atomic_set(&parent->has_pinned, 1);
}

/* There is no page for a copy: fork() that sees the pin gives up. */
thread copy(void)
{
	struct vm_area_struct vma = { .anon_vma = true };
	pte_t pte;

	copy_page_range(child, parent, &vma);
	pte = ptep_get(&child->pte[0]);
	shares = pte_present(pte);
}

threads(pin, NR_GUP)
{
	struct task_struct current = { .mm = parent };
	struct page *pages[1];

	account_pins(parent, lockless_pages_from_mm(&current, 0, 1, FOLL_WRITE | FOLL_PIN, pages), pages);
}

/* I1: the next write of the parent goes to the page that the device has. */
finally pinned_page_stays_writable(void)
{
	return !ours->pins || (pte_page(parent->pte[0]) == ours && pte_write(parent->pte[0]));
}

witness page_is_pinned(void)
{
	return ours->pins;
}

witness page_is_shared(void)
{
	return shares;
}

witness gup_is_undone_as_fork_ran(void)
{
	return gup_stopped_by == GUP_FORK_RAN;
}
