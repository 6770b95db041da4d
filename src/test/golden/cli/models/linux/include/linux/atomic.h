/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <pincer.h>

typedef struct {
	int counter;
} atomic_t;

static inline int atomic_read(const atomic_t *v)
{
	return load(&v->counter, relaxed);
}

static inline void atomic_set(atomic_t *v, int i)
{
	store(&v->counter, i, relaxed);
}

static inline void atomic_inc(atomic_t *v)
{
	rmw(relaxed) { v->counter++; }
}

#endif
