/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs that touch the same page, which lies in the memory of a device that they cannot access.
 *
 * Each of them faults, and each fault asks the driver to move the page to ordinary memory.  One does it; the others see
 * that it goes on, and wait.  A page that somebody refers to does not move, so if those who wait hold references, or
 * those who are about to move it, then nobody moves it, and all begin again.  And if they hold none, the page may be back
 * with its driver, or be somebody else's, when they look at it.
 *
 * domain:  systems F and G (G-2, G-4); I6, I7, I8, I9
 * threads: NR_FAULTERS CPUs that write to the page; (REUSE) a device that takes a page of another process into its memory
 * large:   -DNR_FAULTERS=4 -DMAY_FAIL=1 --no-reduction: 11 888 307 states; two may put each other off, as in device-private-give-up.c
 */
#include <pincer.h>

#define CONFIG_DEVICE_PRIVATE 1

#ifndef NR_FAULTERS
#define NR_FAULTERS 2
#endif
#ifndef REUSE
#define REUSE 0
#endif
#ifndef MAY_FAIL
#define MAY_FAIL 0			/* 1: there may be no memory to move to */
#endif
#ifndef NR_PAGES
#define NR_PAGES (1 + NR_FAULTERS + REUSE)	/* the first is the device's; a fault may find no entry, and take one for nothing */
#endif
#define NR_MMS (1 + REUSE)

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/migrate.c>
#include <lib/test_hmm.c>
#include <mm/memory.c>

#define process (&mms[0])
#define device_page pfn_to_page(0)

#define BY_CPU 1

static ghost int nr_done;
static ghost bool killed;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror_devmem_alloc_page(process, 0);
	process->mmap.anon_vma = true;
	page_add_new_anon_rmap(device_page, process, 0);
	process->pte[0] = swp_entry_to_pte((swp_entry_t){ .offset = 0, .type = SWP_DEVICE_WRITE });
#if REUSE
	handle_mm_fault(&mms[1], 0, FAULT_FLAG_WRITE);
#endif
	fail_page_alloc = MAY_FAIL;
}

threads(fault, NR_FAULTERS)
{
	killed |= user_write(process, 0, 0, BY_CPU);
	nr_done++;
}

#if REUSE
thread take_another_page(void)
{
	mmap_read_lock(&mms[1]);
	dmirror_migrate(&mms[1], 0);
	mmap_read_unlock(&mms[1]);
}

witness page_is_used_again(void)
{
	return follow(&mms[1], 0) == device_page && nr_migrating;
}
#endif

/* I9 */
eventually every_write_is_done(void)
{
	return nr_done == NR_FAULTERS;
}

/* I9: nobody is killed as long as there is memory. */
invariant nobody_is_killed(void)
{
	return MAY_FAIL || !killed;
}

/* There are never two copies of a page, of which one replaces the other with what was written to it. */
invariant written_value_stays(void)
{
	return killed || !nr_done || follow(process, 0)->content.cpu == BY_CPU;
}

/* I6 */
invariant cpu_cannot_reach_device_memory(void)
{
	return device_memory_is_out_of_reach();
}

/* I7 */
invariant no_use_after_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}

#if NR_FAULTERS > 1
witness two_faults_are_with_the_driver(void)
{
	return nr_migrating == 2;
}

witness somebody_waits_for_the_move(void)
{
	return nr_page_waiters > 0;
}
#endif

witness page_is_back_with_its_driver(void)
{
	return !device_page->allocated;
}
