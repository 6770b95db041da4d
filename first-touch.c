/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two CPUs touch a page for the first time, at the same time.
 */
#include <pincer.h>

#define NR_PAGES 2		/* one for each CPU that may fault */
#define NR_MMS 1

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <mm/memory.c>

#define process (&mms[0])

threads(touch, 2)
{
	user_write(process, 0, 0, 1);
}

/* Both wrote 1, so it is there when both are done. */
finally writes_are_there(void)
{
	return follow(process, 0) && follow(process, 0)->content.cpu == 1;
}

/* Every page is mapped or free. */
finally no_page_is_leaked(void)
{
	return references_add_up();
}

/* Without this the scenario would not be about a race. */
witness both_cpus_have_a_page(void)
{
	return mem_map[0].allocated && mem_map[1].allocated;
}
