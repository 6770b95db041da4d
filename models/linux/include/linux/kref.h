/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A refcount_t with a function that is called when the last reference is put.
 *
 * kernel:  include/linux/kref.h, v6.6
 * keeps:   whose function it is: the name of one, as models have no pointers to functions
 */
#ifndef _LINUX_KREF_H
#define _LINUX_KREF_H

#include <linux/refcount.h>

struct kref {
	refcount_t refcount;
};

#define KREF_INIT(n)		{ .refcount = REFCOUNT_INIT(n) }

static inline void kref_init(struct kref *kref)
{
	refcount_set(&kref->refcount, 1);
}

static inline unsigned int kref_read(const struct kref *kref)
{
	return refcount_read(&kref->refcount);
}

static inline void kref_get(struct kref *kref)
{
	refcount_inc(&kref->refcount);
}

static inline bool kref_get_unless_zero(struct kref *kref)
{
	return refcount_inc_not_zero(&kref->refcount);
}

#define kref_put(ref, release)						\
	({								\
		struct kref *__kref = (ref);				\
		bool __last = refcount_dec_and_test(&__kref->refcount);	\
		if (__last)						\
			release(__kref);				\
		__last;							\
	})

/* `release` is called with the lock held, and has to let go of it. */
#define kref_put_lock(ref, release, lock)				\
	({								\
		struct kref *__kref = (ref);				\
		bool __last = refcount_dec_and_lock(&__kref->refcount, lock); \
		if (__last)						\
			release(__kref);				\
		__last;							\
	})
#define kref_put_mutex(ref, release, lock)				\
	({								\
		struct kref *__kref = (ref);				\
		bool __last = refcount_dec_and_mutex_lock(&__kref->refcount, lock); \
		if (__last)						\
			release(__kref);				\
		__last;							\
	})

#endif /* _LINUX_KREF_H */
