/* SPDX-License-Identifier: GPL-2.0 */
/*
 * userfaultfd makes an entry read-only and flushes the TLB later, while two CPUs write to the page.
 *
 * One of them takes a write fault, and copies the page if somebody else refers to it.  The other still has the older translation, and
 * writes to the page that is being copied.
 *
 * domain:  N-6; a write of a CPU is not lost
 * threads: NR_MONITORS monitors, who say that the page may be written to; a CPU that writes to one part of the page; a CPU that writes to
 *          another, and has a translation already
 * large:   -DNR_MONITORS=5 --no-reduction: 48 221 787 states
 */
#include <pincer.h>

#define CONFIG_USERFAULTFD
#ifndef NR_MONITORS
#define NR_MONITORS 1
#endif
#define NR_TLBS 2
#define NR_PAGES 3			/* a fault may find no entry, and take one for nothing */
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/userfaultfd.c>
#include <mm/memory.c>

#define process (&mms[0])
#define page (&mem_map[0])

#define BY_CPU_1 1

initial page_is_mapped(void)
{
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	tlb_fill(process, 1, 0);
	get_page(page);			/* somebody reads it, and takes his time */
}

threads(unprotect, NR_MONITORS)
{
	mwriteprotect_range(process, 0, 1);
}

/* What is written here is of no interest. */
thread cpu_0_writes(void)
{
	while (!tlb_fill(process, 0, 0))
		do_user_addr_fault(process, 0, FAULT_FLAG_WRITE);
}

thread cpu_1_writes(void)
{
	user_write(process, 1, 0, BY_CPU_1);
}

/* N-6 */
finally written_value_is_there(void)
{
	return follow(process, 0)->content.cpu == BY_CPU_1;
}

witness old_translation_is_used(void)
{
	return page->content.cpu == BY_CPU_1 && process->tlb[1][0].write && !process->pte[0].write;
}

witness page_is_copied(void)
{
	return follow(process, 0) && follow(process, 0) != page;
}
