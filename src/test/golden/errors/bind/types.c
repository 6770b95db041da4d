#include <pincer.h>
struct page { int count; };
struct big { long a, b; };
typedef struct { thread_t owner; } spinlock_t;
static struct page page;
static struct big big;
static spinlock_t lock;
static int x, array[3], *p;
static long *q;
static struct page *pp;
static inline void nothing(void) { }
static inline int add(int a, int b) { return a + b; }
thread t(void)
{
	x = page; //! E0330 a value of type `struct page` does not convert to `int`
	page = x; //! E0330 a value of type `int` does not convert to `struct page`
	p = x; //! E0330 a value of type `int` does not convert to `int *`
	x = p; //! E0330 a value of type `int *` does not convert to `int`
	p = q; //! E0330 a value of type `long *` does not convert to `int *`
	p = 0;
	p = NULL;
	p = 1; //! E0330 a value of type `int` does not convert to `int *`
	p = &array; //! E0330 a value of type `int (*)[3]` does not convert to `int *`
	p = array;
	x = -page; //! E0331 `-` does not take a value of type `struct page`
	x = p * 2; //! E0332 `*` does not take values of the types `int *` and `int`
	x = p == q; //! E0332 `==` does not take values of the types `int *` and `long *`
	x = p < NULL; //! E0332 `<` does not take values of the types `int *` and `void *`
	x = page == page; //! E0332 `==` does not take values of the types `struct page` and `struct page`
	x = q - p; //! E0332 `-` does not take values of the types `long *` and `int *`
	array = p; //! E0333 `array` cannot be assigned to
	3 = x; //! E0333 `3` cannot be assigned to
	(x + 1)++; //! E0333
	add(1); //! E0334 `add` takes 2 arguments, not 1
	add(1, page); //! E0330 a value of type `struct page` does not convert to `int`
	x->count = 1; //! E0335 a value of type `int` is no pointer to an object
	*x = 1; //! E0335 a value of type `int` is no pointer to an object
	x[1] = 1; //! E0335 a value of type `int` is no pointer to an object
	pp.count = 1; //! E0336 a value of type `struct page *` has no member `count`
	p = &3; //! E0337 `3` has no address
	p = &add(1, 2); //! E0337 `add(1, 2)` has no address
	if (page) //! E0338 a value of type `struct page` is neither true nor false
		x = 1;
	while (nothing()) //! E0338 a value of type `void` is neither true nor false
		x = 1;
	x = nothing(); //! E0339 a void expression has no value
	x = lock.owner; //! E0356 a `thread_t` is only copied and compared by `==` and `!=`
	lock.owner = x; //! E0356
	lock.owner = 0;
	lock.owner++; //! E0356
	x = lock.owner < this_thread(); //! E0356
	x = lock.owner == this_thread() && !lock.owner && lock.owner != 0;
	x = lock.owner == 1; //! E0356
	array[this_thread()] = 1; //! E0356
	x = load(&page, relaxed).count;
	x = load(&big, relaxed).a; //! E0357 a `struct big` is not read or written in one access
	p = (int *)q; //! E0353 `long *` cannot be cast to `int *`
	x = (int)(long)p; //! E0353 `int *` cannot be cast to `long`
	p = (int *)p;
	p = (int *)0;
	(void)p;
	x = (bool)p;
	x = (int)page; //! E0330
	const int fixed = 1;
	fixed = 2; //! E0333 `fixed` cannot be assigned to
}
// ----
#include <pincer.h>
int n = 2;
int table[n]; //! E0341 this is not a constant expression
int other = n; //! E0341 this is not a constant expression
int *address = &n;
int fine[2];
int *wrong = &fine[n]; //! E0341
