/* The words of pincer.h. */
#include <pincer.h>

typedef struct { int counter; } atomic_t;
#define READ_ONCE(x) load(&(x), relaxed)
#define NR 2

static atomic_t count;
static int *where;
ghost int pins;

static inline int atomic_add_return(int i, atomic_t *v)
{
	int r;

	rmw(full) {
		r = v->counter + i;
		v->counter = r;
	}
	return r;
}

initial setup(void) { store(&count.counter, 1, release); }
thread one(void)
{
	fence(before_atomic);
	if (READ_ONCE(count.counter) == choose(3))
		await(where != NULL);
	atomic where = NULL;
	assert(atomic_add_return(1, &count) > 0);
	undefined_unless(this_thread() != 0, "no " "thread");
}
threads(two, NR * 2) { fence(full); }
daemon three(void) { atomic { await(count.counter); count.counter--; pins++; } }
invariant small(void) { return count.counter < 4; }
finally gone(void) { return !where; }
witness seen(void) { return true; }
eventually rest(void) { return false; }
leads_to(progress, where != NULL, count.counter > 0);
