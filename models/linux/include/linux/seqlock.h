/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sequence counts: odd while a writer is at work, and never again what they were before it.
 *
 * kernel:  include/linux/seqlock.h, v5.8
 * keeps:   plain stores of the writer, and the barriers as they are: nothing here orders a store before a later load
 */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/compiler.h>

typedef struct {
	unsigned int sequence;
} seqcount_t;

static inline unsigned int raw_read_seqcount(const seqcount_t *s)
{
	unsigned int sequence = READ_ONCE(s->sequence);

	smp_rmb();
	return sequence;
}

static inline bool read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return READ_ONCE(s->sequence) != start;
}

/* One writer at a time, so its read of the count cannot race; its store is seen by readers and is marked. */
static inline void raw_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}

static inline void raw_write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

#endif /* _LINUX_SEQLOCK_H */
