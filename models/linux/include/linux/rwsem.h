/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Semaphores that many may hold for reading, or one for writing.
 *
 * kernel:  include/linux/rwsem.h, v5.8
 * keeps:   each is one read-modify-write, which acquires or releases
 * leaves:  the queue: a waiting writer does not keep new readers out, so more orders are seen here than the kernel has
 */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/compiler.h>

struct rw_semaphore {
	int readers;
	thread_t writer;
};

static inline void down_read(struct rw_semaphore *sem)
{
	rmw(acquire) {
		undefined_unless(!sem->writer || sem->writer != this_thread(), "a semaphore is read-locked by its writer");
		await(!sem->writer);
		sem->readers++;
	}
}

static inline void up_read(struct rw_semaphore *sem)
{
	rmw(release) {
		undefined_unless(sem->readers > 0, "a semaphore is released by a reader that does not hold it");
		sem->readers--;
	}
}

static inline void down_write(struct rw_semaphore *sem)
{
	rmw(acquire) {
		undefined_unless(!sem->writer || sem->writer != this_thread(), "a semaphore is write-locked by its writer");
		await(!sem->writer && !sem->readers);
		sem->writer = this_thread();
	}
}

static inline void up_write(struct rw_semaphore *sem)
{
	rmw(release) {
		undefined_unless(sem->writer == this_thread(), "a semaphore is released by a thread that does not hold it");
		sem->writer = 0;
	}
}

static inline bool down_write_trylock(struct rw_semaphore *sem)
{
	bool taken;

	rmw(acquire) {
		taken = !sem->writer && !sem->readers;
		if (taken)
			sem->writer = this_thread();
	}
	return taken;
}

/* The writer goes on as a reader, and no other writer comes in between. */
static inline void downgrade_write(struct rw_semaphore *sem)
{
	rmw(release) {
		undefined_unless(sem->writer == this_thread(), "a semaphore is downgraded by a thread that does not hold it");
		sem->writer = 0;
		sem->readers++;
	}
}

static inline void init_rwsem(struct rw_semaphore *sem)
{
	sem->readers = 0;
	sem->writer = 0;
}

#define DECLARE_RWSEM(name)	struct rw_semaphore name = { .readers = 0 }

#endif /* _LINUX_RWSEM_H */
