/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waiting for what somebody else completes.
 *
 * kernel:  include/linux/completion.h, kernel/sched/completion.c, v6.6
 * keeps:   each complete() lets one waiter go on, or the next that comes; what was done before it is seen by whoever it lets go on
 * leaves:  the queue: which of several waiters goes on is open
 */
#ifndef _LINUX_COMPLETION_H
#define _LINUX_COMPLETION_H

#include <linux/compiler.h>

struct completion {
	unsigned int done;
};

#define COMPLETION_INITIALIZER(work) { .done = 0 }
#define DECLARE_COMPLETION(work) struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work) DECLARE_COMPLETION(work)

static inline void init_completion(struct completion *x)
{
	x->done = 0;
}

static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

static inline void complete(struct completion *x)
{
	rmw(release) {
		if (x->done != UINT_MAX)
			x->done++;
	}
}

static inline void complete_all(struct completion *x)
{
	rmw(release) { x->done = UINT_MAX; }
}

static inline void wait_for_completion(struct completion *x)
{
	rmw(acquire) {
		await(x->done);
		if (x->done != UINT_MAX)
			x->done--;
	}
}

static inline bool try_wait_for_completion(struct completion *x)
{
	bool done;

	rmw(acquire) {
		done = x->done != 0;
		if (done && x->done != UINT_MAX)
			x->done--;
	}
	return done;
}

static inline bool completion_done(struct completion *x)
{
	return READ_ONCE(x->done);
}

#endif /* _LINUX_COMPLETION_H */
