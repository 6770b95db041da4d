/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The task that runs.  A thread of a scenario keeps its task in a local and hands it down as `current`.
 *
 * kernel:  include/linux/sched.h, v5.8
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/mm_types.h>

struct task_struct {
	struct mm_struct *mm;		/* NULL in a kernel thread */
};

#endif /* _LINUX_SCHED_H */
