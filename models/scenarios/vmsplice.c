/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A child puts a page that it shares with its parent into a pipe, and lets go of it (CVE-2020-29374).
 *
 * The pipe's reference is not a mapping.  A COW that counts mappings takes the page for the parent's alone, so the parent writes in
 * place, and the child reads from the pipe what it must not see.
 *
 * domain:  N-1; I3, I7
 * threads: NR_WRITERS threads of the parent, which write after fork(); the child: vmsplice(), munmap(), and read() of the pipe
 * large:   -DNR_WRITERS=4 --no-reduction: 20 008 588 states
 */
#include <pincer.h>

#ifndef NR_WRITERS
#define NR_WRITERS 1
#endif
#define NR_PAGES (3 + NR_WRITERS)

#include <asm/uaccess.h>
#include <linux/mm_check.h>
#include <fs/splice.c>
#include <kernel/fork.c>

#define parent (&mms[0])
#define child (&mms[1])

enum { BY_PARENT = 1 };

static struct pipe_inode_info the_pipe;
static bool child_has_unmapped;
static ghost int seen;

initial fork_has_run(void)
{
	handle_mm_fault(parent, 0, FAULT_FLAG_WRITE);
	dup_mm(child, parent);
}

threads(parent_writes, NR_WRITERS)
{
	user_write(parent, 0, 0, BY_PARENT);
}

thread child_splices(void)
{
	struct task_struct current = { .mm = child };

	if (vmsplice_to_pipe(&current, &the_pipe, 0))
		return;
	mmput(child);
	child_has_unmapped = true;
	seen = pipe_read(&the_pipe);
}

/* I3: nothing that the parent has written since fork(). */
invariant child_sees_nothing_new(void)
{
	return seen != BY_PARENT;
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up();
}

witness only_the_pipe_has_the_page(void)
{
	return the_pipe.page && the_pipe.page->_mapcount.counter == 0;
}

witness parent_gets_a_copy(void)
{
	return the_pipe.page && follow(parent, 0) != &mem_map[0] && parent->pte[0].write;
}
