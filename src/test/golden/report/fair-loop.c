/* Each of two faulters finds the other's reference and tries again; a third waits for them to be done. */
#include <pincer.h>

static int refcount;
static int done;
static thread_t owner;
static bool woken;

static void lock_page(void)
{
	atomic {
		await(!owner);
		owner = this_thread();
	}
}

static void unlock_page(void)
{
	store(&owner, 0, release);
}

static bool migrate(void)
{
	bool moved;

	rmw(full) { refcount++; }
	lock_page();
	moved = load(&refcount, relaxed) == 1;
	unlock_page();
	rmw(full) { refcount--; }
	return moved;
}

threads(fault, 2)
{
	while (!migrate())
		;
	rmw(full) { done++; }
}

thread waits(void)
{
	await(!owner && done);
	store(&woken, true, relaxed);
}

/* Both faults come to an end. */
eventually both_are_done(void) { return done == 2; }

/* Where both hold a reference, one of them gets through in the end. */
leads_to(one_gets_through, refcount == 2, done);

/* Who waits is woken in the end, once a fault has ended. */
leads_to(waiter_is_woken, done == 1, woken);
