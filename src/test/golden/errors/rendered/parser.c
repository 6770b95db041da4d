#include <pincer.h>
typedef struct page { int refs; } page_t;
pag_t *x;
invariant ok(void) { return assert(); }
int f(void) { union u { int x; } a; return a.x; }
int g(void)
{
	if (1
	{
	}
}
thread t(void
{
}
