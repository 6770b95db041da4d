// undefined: a pointer to a local is stored in shared memory
#include <pincer.h>
static int x, *kept;
thread t(void)
{
	int local = 0, *p = &x;

	kept = p;
	if (choose(2))
		p = &local;
	kept = p;
}
// ----
// undefined: a pointer to a local is stored in shared memory
#include <pincer.h>
static int x, *kept;
thread t(void)
{
	int local = 0, *p = &local, **where = &p;

	*where = &local;
	if (choose(2))
		where = &kept;
	*where = &local;
	x = *p;
}
// ----
// undefined: `maybe()` is read before it is set
#include <pincer.h>
static int x;
static inline int maybe(int n) { if (n) return 1; }
thread t(void)
{
	for (int i = 1; i >= 0; i--)
		x = maybe(i);
}
// ----
// undefined: `n` is read before it is set
#include <pincer.h>
static int x;
thread t(void)
{
	for (int i = 0; i < 2; i++) {
		int n;

		if (!i)
			n = 1;
		x = n;
	}
}
// ----
// undefined: `out` is read before it is set
#include <pincer.h>
static int x;
static inline bool try(int *out) { if (choose(2)) { *out = 1; return true; } return false; }
thread t(void)
{
	int out;

	try(&out);
	x = out;
}
// ----
// undefined: index 3 is outside of an array of 3
#include <pincer.h>
static int x;
thread t(void)
{
	int local[3] = { 0 };

	for (int i = 0; i <= 3; i++)
		x = local[i];
}
// ----
// undefined: NULL
#include <pincer.h>
struct page { int a, b; };
static struct page *page;
static int *p;
thread t(void) { p = &page->b; }
