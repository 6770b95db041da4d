/* SPDX-License-Identifier: GPL-2.0 */
/*
 * fork() while two CPUs of the parent write, and their faults lock the VMA in place of the address space.
 *
 * fork() flushes TLBs at its end, and until then a CPU may write through a translation that is older than the entry.  If another one
 * faults meanwhile, and copies the page, that write goes to the old one, and is lost.
 *
 * Since:   0bff0aaea03e
 * domain:  N-7; a write of a CPU is not lost
 * threads: a task that forks; NR_WRITERS threads of CPU 0, which write to one part of the page; CPU 1, which writes to another, and has
 *          a translation already
 * large:   -DNR_WRITERS=3 --no-reduction: 18 340 552 states
 */
#include <pincer.h>

#define CONFIG_PER_VMA_LOCK
#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#define NR_TLBS 2
#define NR_PAGES (2 + NR_WRITERS)		/* one for each that may fault at once */

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/memory.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])
#define page (&mem_map[0])

enum { BY_CPU_1 = 1 };

initial page_is_mapped(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	tlb_fill(parent, 1, 0);
}

thread fork_it(void)
{
	dup_mm(child, parent);
}

/* What is written here is of no interest. */
threads(cpu_0_writes, NR_WRITERS)
{
	while (!tlb_fill(parent, 0, 0))
		do_user_addr_fault(parent, 0, FAULT_FLAG_WRITE);
}

thread cpu_1_writes(void)
{
	user_write(parent, 1, 0, BY_CPU_1);
}

/* N-7 */
finally written_value_is_there(void)
{
	return follow(parent, 0)->content.cpu == BY_CPU_1;
}

/* I7 */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

witness fault_runs_while_fork_copies(void)
{
	return parent->vm_lock.readers && parent->ptl.owner && parent->ptl.owner == parent->mmap_lock.writer;
}

witness old_translation_is_used(void)
{
	return page->content.cpu == BY_CPU_1 && parent->tlb[1][0].write && !parent->pte[0].write;
}

witness page_is_copied(void)
{
	return follow(parent, 0) && follow(parent, 0) != page;
}
