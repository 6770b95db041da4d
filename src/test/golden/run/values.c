// What is computed, in one thread: every assertion holds.
#include <pincer.h>
struct inner { short a, b; };
struct outer { int x; struct inner in[2]; struct { int hidden; }; int *p; };
static int target;
static struct outer o = { 1, { { 2, 3 }, { 4 } }, { 5 }, &target };
static struct outer flat = { 1, 2, 3, 4, 5, .hidden = 7 };
static struct outer designated = { .in[1].b = 9, .in = { [0] = { .b = 8 } }, .x = 1 };
static struct inner again[2] = { [1] = { .a = 1 }, [1] = { .b = 2 } };
static struct inner behind[2] = { [1].a = 1, [0] = { 3 }, { .b = 2 } };
static struct outer part = { .in = { { 1, 2 }, { 3, 4 } }, .in[0] = { .b = 5 }, .p = &target };
static struct outer value = { .in = { (struct inner){ 1, 2 }, (struct inner){ 3, 4 } }, .in[1].a = 6, .in[0] = { .b = 5 } };
static struct outer inside[2] = { [1] = (struct outer){ .in = { { 1, 2 } }, .x = 3 }, [1].in = { [1] = { .a = 4 } } };
static struct outer all[4] = { [0 ... 3] = { .x = 7, .in = { [0 ... 1] = { 1, 2 } } }, [2] = { .p = &target }, [3].x = 8 };
static const int rows[][3] = { [1 ... 2][0 ... 1] = 5, 8, { 6 }, [0][1] = 4, 3, [1 ... 1] = { [1] = 9 } };
static int *far[3] = { [0] = NULL, [1 ... 2] = &target };
static struct outer goes_on = { .in[0].b = 1, 2, 3, 4, .hidden = 5, &target };
static int open[] = { [2] = 3, 4 };
static struct inner *middle = &o.in[1];
static short *deep = &o.in[1].a;
static const unsigned char small = 300 & 0x1ff;
thread t(void)
{
	assert(o.x == 1 && o.in[0].a == 2 && o.in[0].b == 3 && o.in[1].a == 4 && o.in[1].b == 0);
	assert(o.hidden == 5 && o.p == &target);
	assert(flat.in[0].a == 2 && flat.in[0].b == 3 && flat.in[1].a == 4 && flat.in[1].b == 5);
	assert(flat.hidden == 7 && !flat.p);
	assert(designated.x == 1 && designated.in[0].b == 8 && designated.in[1].b == 0);
	assert(again[1].a == 0 && again[1].b == 2);
	assert(behind[0].a == 3 && behind[1].a == 0 && behind[1].b == 2);
	assert(part.in[0].a == 0 && part.in[0].b == 5 && part.in[1].a == 3 && part.p == &target);
	assert(value.in[0].a == 0 && value.in[0].b == 5 && value.in[1].a == 6 && value.in[1].b == 4);
	assert(inside[1].x == 3 && inside[1].in[0].a == 0 && inside[1].in[0].b == 0 && inside[1].in[1].a == 4);
	struct inner mine[2] = { [1] = { .a = o.x }, [1] = { .b = 2 } };
	assert(mine[1].a == 0 && mine[1].b == 2);
	assert(all[0].x == 7 && all[1].in[0].b == 2 && all[1].in[1].a == 1 && !all[1].p);
	assert(all[2].x == 0 && all[2].in[1].b == 0 && all[2].p == &target);
	assert(all[3].x == 8 && all[3].in[0].a == 1);
	assert(sizeof(rows) == 48 && rows[0][1] == 4 && rows[0][2] == 3 && rows[3][0] == 6);
	assert(rows[1][0] == 0 && rows[1][1] == 9 && rows[1][2] == 0);
	assert(rows[2][0] == 5 && rows[2][1] == 5 && rows[2][2] == 8);
	assert(!far[0] && far[1] == &target && far[2] == &target);
	struct inner local[3] = { [0 ... 2] = { 1, 2 }, [1] = { .b = target } };
	assert(local[0].a == 1 && local[2].b == 2 && local[1].a == 0 && local[1].b == 0);
	assert(goes_on.in[0].b == 1 && goes_on.in[1].a == 2 && goes_on.in[1].b == 3);
	assert(goes_on.hidden == 5 && goes_on.p == &target && !goes_on.in[0].a);
	assert(sizeof(open) == 16 && open[2] == 3 && open[3] == 4 && !open[0]);
	assert(middle->a == 4 && *deep == 4 && deep == &middle->a);
	assert(small == 44);
}
// ----
#include <pincer.h>
struct pair { int a, b; };
struct big { long a; struct pair p; int v[2]; };
typedef struct { unsigned lo : 4; int hi : 4; bool flag : 1; } bits_t;
static struct big shared;
static bits_t bits;
static inline struct pair swap(struct pair p) { return (struct pair){ p.b, p.a }; }
static inline struct big make(long a) { struct big b = { .a = a, .v = { 1, 2 } }; return b; }
static inline int sum(const struct pair *p) { return p->a + p->b; }
thread t(void)
{
	struct pair p = { 1, 2 };
	bool yes = true;

	p = swap(p);
	assert(p.a == 2 && p.b == 1);
	assert(swap(p).a == 1 && make(7).p.b == 0);
	shared = make(3);
	assert(shared.a == 3 && shared.v[1] == 2);
	shared.p = yes ? p : (struct pair){ 5, 6 };
	assert(shared.p.a == 2);
	shared.p = yes && shared.a == 4 ? p : swap(shared.p);
	assert(shared.p.a == 1 && shared.p.b == 2);
	assert(sum(&(struct pair){ 3, 4 }) == 7);
	assert((p = swap(p)).a == 1);
	struct big copy = shared;
	copy.v[0] = 9;
	shared = copy;
	assert(shared.v[0] == 9 && shared.v[1] == 2);
	bits.lo = 17;
	bits.hi = 9;
	bits.flag = 4;
	assert(bits.lo == 1 && bits.hi == -7 && bits.flag == 1);
	assert((bits.lo = 18) == 2 && bits.lo++ == 2 && ++bits.lo == 4);
	assert(bits.lo - 5 < 0);
	bits_t local = bits;
	local.lo += 13;
	assert(local.lo == 1);
}
// ----
#include <pincer.h>
enum color { RED, GREEN = 5, BLUE };
static enum color color = BLUE;
static int x, array[4] = { 1, 2, 3, 4 };
#define max(a, b) ({ __typeof__(a) m = (a); __typeof__(b) n = (b); m > n ? m : n; })
static inline int fall(enum color c)
{
	int n = 0;

	switch (c) {
	case RED: n += 1;
	case GREEN: n += 10; break;
	case BLUE ... BLUE + 1: return 100;
	default: n = -1;
	}
	return n;
}
thread t(void)
{
	int i, n = 0, *p = array;
	unsigned char wrap = 255;

	assert(fall(RED) == 11 && fall(GREEN) == 10 && fall(color) == 100 && fall(3) == -1);
	assert(max(array[1], 7) == 7 && max(-1, 0u) == -1);
	assert((x ?: 4) == 4 && (array[1] ?: 4) == 2);
	assert(++wrap == 0 && (wrap -= 1) == 255 && (signed char)wrap == -1);
	assert(-1 < 0 && -1 > 0u && 1 << 4 == 16 && ~0u >> 31 == 1);
	for (i = 0; i < 4; i++) {
		if (i == 1)
			continue;
		if (i == 3)
			break;
		n += *p++ * 10 + array[i];
	}
	assert(i == 3 && n == 34 && p == array + 2 && p - array == 2 && p > array && p[-1] == 2);
	do
		n--;
	while (n > 30);
	assert(n == 30);
	x = (n = 3, n + 1);
	assert(x == 4 && n == 3);
	p = &array[4];
	assert(p != array && p - &array[0] == 4);
	int (*row)[4] = &array;
	assert((*row)[2] == 3 && sizeof *row == 16);
	{
		int n = 5;

		x = n;
	}
	assert(x == 5 && n == 3);
	goto out;
	x = 1;
out:
	assert(x == 5);
}
// ----
// Blocks are left by return, break, continue and goto: each step ends there.
#include <pincer.h>
static int x, y;
static inline int leave(int how)
{
	for (int i = 0; i < 2; i++) {
		atomic {
			rmw(full) {
				if (how == 0)
					return 10 + i;
				if (how == 1)
					break;
				if (how == 2 && !i)
					continue;
				if (how == 3)
					goto out;
			}
			x = how;
		}
		y = i;
	}
	return 20;
out:
	atomic {
		return x + 30;
	}
}
thread t(void)
{
	assert(leave(0) == 10 && x == 0);
	assert(leave(1) == 20 && x == 0 && y == 0);
	assert(leave(2) == 20 && x == 2 && y == 1);
	assert(leave(3) == 32);
	assert(leave(4) == 20 && x == 4);
}
// ----
// Pointers to locals, through structs and back out of calls.
#include <pincer.h>
struct walk { int *at; struct walk *up; int n; };
static int shared = 3;
static inline void step(struct walk *w, int **out)
{
	*w->at += 1;
	*out = w->at;
	w->n++;
	if (w->up)
		w->up->n = w->n;
}
thread t(void)
{
	int local = 1, *p;
	struct walk outer = { &local }, inner = { .at = &local, .up = &outer };

	step(&inner, &p);
	assert(local == 2 && p == &local && outer.n == 1);
	for (int i = 0; i < 2; i++) {
		inner.at = i ? &shared : &local;
		step(&inner, &p);
		*p += 10;
	}
	assert(local == 13 && shared == 14 && outer.n == 3);
	int many[3] = { 0, 1, 2 };
	for (int *q = many; q != many + 3; q++)
		*q *= 2;
	assert(many[0] + many[1] + many[2] == 6);
}
// ----
// A constant of a function that lives as long as the program: nobody can tell it from a copy.
#include <pincer.h>
struct row { short key; int values[2]; };
static int x = 2;
static inline int look(int key, bool second)
{
	static const struct row rows[] = { { 1, { 10, 11 } }, { .key = 2, .values[1] = 21 } };
	static const int fallback = 7;

	for (int i = 0; i < (int)(sizeof(rows) / sizeof(rows[0])); i++)
		if (rows[i].key == key)
			return rows[i].values[second];
	return fallback;
}
thread t(void)
{
	assert(look(1, false) == 10 && look(x, true) == 21 && look(x, false) == 0 && look(9, true) == 7);
	x = look(1, true);
	assert(x == 11);
}
// ----
// A shift moves bits, in constants as in threads.
#include <pincer.h>
enum { MASK = ~0 << 4, LOW = -1 << 2 };
static int x = 1, few[-(-1 << 2)];
thread t(void)
{
	assert(-x << 2 == LOW && LOW == -4);
	assert((x - 2) << 4 == MASK && MASK == -16 && sizeof(few) == 16);
}
// ----
// All declarators behind one definition have one type, also where it has no tag.
#include <pincer.h>
static struct { int n; } one, *at = &one, many[2];
static enum { FIRST = 3, SECOND } number, *number_at = &number;
struct holder { struct { int v; } a, *b; } holder;
thread t(void)
{
	struct { int *p; } local, *q = &local, copy;
	enum { THIRD = 5 } last, *last_at = &last;

	q->p = &one.n;
	*q->p = 4;
	copy = *q;
	assert(at->n == 4 && *copy.p == 4);
	at = &many[1];
	*at = one;
	one = many[0];
	assert(many[1].n == 4 && !one.n);
	*number_at = SECOND;
	*last_at = THIRD;
	assert(number == 4 && last == 5);
	holder.b = &holder.a;
	holder.b->v = 6;
	assert(holder.a.v == 6);
}
