/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sequence counts: odd while a writer is at work, and never again what they were before it.
 *
 * kernel:  include/linux/seqlock.h, v5.8
 * keeps:   plain stores of the writer, and the barriers as they are: nothing here orders a store before a later load
 */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/spinlock.h>

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

#define SEQCNT_ZERO(name)	{ .sequence = 0 }

/* A reader waits until no writer is at work, by looking again and again. */
static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int sequence;

	do {
		sequence = READ_ONCE(s->sequence);
	} while (sequence & 1);
	smp_rmb();
	return sequence;
}

#define write_seqcount_begin(s)	raw_write_seqcount_begin(s)
#define write_seqcount_end(s)	raw_write_seqcount_end(s)

/* Two copies, of which a reader takes the one that no writer is at: the last bit says which. */
typedef struct {
	seqcount_t seqcount;
} seqcount_latch_t;

#define SEQCNT_LATCH_ZERO(name)	{ .seqcount = SEQCNT_ZERO(name) }

static inline unsigned int raw_read_seqcount_latch(const seqcount_latch_t *s)
{
	return READ_ONCE(s->seqcount.sequence);	/* What it picks depends on it, so there is no barrier. */
}

static inline bool read_seqcount_latch_retry(const seqcount_latch_t *s, unsigned int start)
{
	return read_seqcount_retry(&s->seqcount, start);
}

static inline void raw_write_seqcount_latch(seqcount_latch_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->seqcount.sequence, s->seqcount.sequence + 1);
	smp_wmb();
}

/* A sequence count with the lock of its writers. */
typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;
} seqlock_t;

#define __SEQLOCK_UNLOCKED(name) { .seqcount = SEQCNT_ZERO(name) }
#define DEFINE_SEQLOCK(name)	seqlock_t name = __SEQLOCK_UNLOCKED(name)

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return read_seqcount_begin(&sl->seqcount);
}

static inline bool read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return read_seqcount_retry(&sl->seqcount, start);
}

static inline void write_seqlock(seqlock_t *sl)
{
	spin_lock(&sl->lock);
	write_seqcount_begin(&sl->seqcount);
}

static inline void write_sequnlock(seqlock_t *sl)
{
	write_seqcount_end(&sl->seqcount);
	spin_unlock(&sl->lock);
}

#endif /* _LINUX_SEQLOCK_H */
