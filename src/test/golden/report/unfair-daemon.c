/* A device that holds a lock owes nobody that it goes on. */
#include <pincer.h>

static thread_t owner;
static int written;

static void lock(void)
{
	atomic {
		await(!owner);
		owner = this_thread();
	}
}

daemon device(void)
{
	while (true) {
		lock();
		store(&owner, 0, release);
	}
}

thread writer(void)
{
	lock();
	store(&written, 1, relaxed);
	store(&owner, 0, release);
}

/* The writer gets its turn. */
eventually it_is_written(void) { return written; }
