// A parameter names what it was given only where that stays so: here the caller's variable changes during the call.
#include <pincer.h>
static int twice(int x, int *out)
{
	*out = 7;
	return x + x;
}
thread runs(void)
{
	int a = 3;
	int b = twice(a, &a);

	assert(b == 6 && a == 7);
}
// ----
// A parameter that changes leaves the caller's variable alone.
#include <pincer.h>
static int down(int x)
{
	int n = 0;

	while (x-- > 0)
		n++;
	return n;
}
thread runs(void)
{
	int a = 3;
	int n = down(a) + down(a);

	assert(n == 6 && a == 3);
}
// ----
// undefined: `a` is read before it is set
#include <pincer.h>
static int ignores(int x)
{
	return 1;
}
thread runs(void)
{
	int a;

	assert(ignores(a));
}
// ----
// undefined: `a` is read before it is set
// A jump past the declaration leaves the variable as it is: without a value.
#include <pincer.h>
static int ignores(int x)
{
	return 1;
}
thread runs(void)
{
	goto inside;
	{
		int a = 3;
inside:
		assert(ignores(a));
	}
}
// ----
// undefined: `a` is read before it is set
#include <pincer.h>
static int ignores(int x)
{
	return 1;
}
thread runs(void)
{
	switch (1) {
		int a = 3;
	case 1:
		assert(ignores(a));
	}
}
// ----
// Each round of a loop has the value of its own.
#include <pincer.h>
static int id(int x)
{
	return x;
}
static int sum(int n)
{
	int all = 0;

	for (int i = 0; i < n; i++) {
		int twice = 2 * i;

		all = id(all) + id(twice);
	}
	return all;
}
thread runs(void)
{
	int n = sum(4);

	assert(n == 12);
}
// ----
// Structs by value, through two calls, and a part of one.
#include <pincer.h>
struct s { short a; bool b; int c; };
static int part(int x, struct s s)
{
	s.c += x;
	return s.c;
}
static int whole(struct s s)
{
	return part(s.a, s) + part(s.c, s);
}
thread runs(void)
{
	struct s s = { .a = 2, .b = true, .c = 5 };
	int n = whole(s);

	assert(n == 17 && s.c == 5);
}
// ----
// An out-parameter that is read while its value is made.
#include <pincer.h>
struct s { int a, b; };
static struct s swap(struct s *s)
{
	return (struct s){ .a = s->b, .b = s->a };
}
static void turn(struct s *s)
{
	*s = swap(s);
}
static void add(int *x, int *y)
{
	*x = *x + (*y = *x + 1);
}
thread runs(void)
{
	struct s s = { .a = 1, .b = 2 };
	int x = 3;

	turn(&s);
	assert(s.a == 2 && s.b == 1);
	add(&s.a, &x);
	assert(s.a == 5 && x == 3);
	add(&x, &s.b);
	assert(x == 7 && s.b == 4);
}
// ----
// What is given is evaluated before the call, in the order of the parameters.
#include <pincer.h>
static int pair(int x, int y)
{
	return 10 * x + y;
}
thread runs(void)
{
	int a = 1;
	const int b = 4;
	int n = pair(a, a = 2);
	int m = pair(b, ({ int b = 5; b; }));

	assert(n == 12 && m == 45);
}
// ----
// A pointer that is a parameter may be null, or past the end.
#include <pincer.h>
static int all[2] = { 3, 4 };
static int sum(int *from, int *end)
{
	int n = 0;

	while (from != end)
		n += *from++;
	return n;
}
static bool none(int *p)
{
	return !p;
}
thread runs(void)
{
	int n = sum(all, all + 2);
	bool no = none(NULL);
	bool yes = none(all);

	assert(n == 7 && no && !yes);
}
// ----
// Jumps into what control does not fall into, forwards and backwards.
#include <pincer.h>
static int jumps(int n)
{
	int rounds = 0;

	goto check;
	while (n > 0) {
again:
		rounds++;
		n--;
	}
	if (0) {
check:
		if (n > 2)
			goto again;
	}
	return rounds;
}
static int out(int error)
{
	int undone = 0;

	if (error == 2)
		goto second;
	if (error == 1)
		goto first;
	return -1;
second:
	undone += 10;
first:
	undone += 1;
	return undone;
}
thread runs(void)
{
	int a = jumps(4);
	int b = jumps(1);
	int none = out(0);
	int one = out(1);
	int two = out(2);

	assert(a == 4 && b == 0 && none == -1 && one == 1 && two == 11);
}
// ----
// Control that leaves in the middle of an expression, a loop that it does not come to, and one that it does not leave.
#include <pincer.h>
static int leaves(int n)
{
	for (int i = ({ if (n) return 5; 0; }); i < 1; i++)
		n += 2;
	return n;
	while (n)
		n--;
}
static int stays(int n)
{
	do {
		if (n > 3)
			return n;
		n++;
		continue;
		n = 100;
	} while (true);
}
static int decides(int n)
{
	switch (n) {
	case 1:
		return 10;
		n = 7;
	case 2:
		n++;
		break;
	default:
		if (1)
			return 0;
		n = 9;
	}
	return n;
}
thread runs(void)
{
	int a = leaves(1), b = leaves(0), c = stays(0), d = decides(1), e = decides(2), f = decides(3);

	assert(a == 5 && b == 2 && c == 4 && d == 10 && e == 3 && f == 0);
}
