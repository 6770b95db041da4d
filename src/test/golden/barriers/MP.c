/* SPDX-License-Identifier: GPL-2.0 */
/* Message passing, once by barriers and once by release and acquire. */
#include <pincer.h>

#define READ_ONCE(x)			load(&(x), relaxed)
#define WRITE_ONCE(x, value)		store(&(x), value, relaxed)
#define smp_load_acquire(p)		load(p, acquire)
#define smp_store_release(p, value)	store(p, value, release)
#define smp_rmb()			fence(read)
#define smp_wmb()			fence(write)

static int data, flag, more, ready;
static ghost bool flag_seen, ready_seen;
static ghost int data_seen, more_seen;

static inline void publish(int *p)
{
	smp_store_release(p, 1);
}

thread writer(void)
{
	WRITE_ONCE(data, 1);
	smp_wmb();
	WRITE_ONCE(flag, 1);
	WRITE_ONCE(more, 1);
	publish(&ready);
}

thread by_barrier(void)
{
	flag_seen = READ_ONCE(flag);
	smp_rmb();
	data_seen = READ_ONCE(data);
}

thread by_acquire(void)
{
	ready_seen = smp_load_acquire(&ready);
	more_seen = READ_ONCE(more);
}

finally flag_means_data(void)
{
	return !flag_seen || data_seen;
}

finally ready_means_more(void)
{
	return !ready_seen || more_seen;
}
