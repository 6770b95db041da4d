/* Two locks, taken in both orders. */
#include <pincer.h>

static thread_t a, b;

static void lock(thread_t *l)
{
	atomic {
		await(!*l);
		*l = this_thread();
	}
}

static void unlock(thread_t *l)
{
	atomic {
		undefined_unless(*l == this_thread(), "released by a thread that does not hold it");
		*l = 0;
	}
}

thread a_then_b(void)
{
	lock(&a);
	lock(&b);
	unlock(&b);
	unlock(&a);
}

thread b_then_a(void)
{
	lock(&b);
	lock(&a);
	unlock(&a);
	unlock(&b);
}
