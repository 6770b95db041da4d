// Structs of which not all is set are copied as they are; only a use of what is not set is undefined.
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
struct one { int only; };
static int x;
static struct s shared = { 1, 2 };
static inline struct s same(struct s v) { return v; }
static inline struct s make(int a) { struct s v; v.a = a; return v; }
static inline struct s either(int n) { struct s v, w; v.a = 1; w.b = 2; if (n) return v; return w; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
static inline void fill(struct outer *to, struct outer v) { v.c++; *to = v; }
thread t(void)
{
	struct s one, two, three;
	one.a = 1;
	two = one;
	three = two;
	assert(two.a == 1 && three.a == 1);
	three.b = 2;
	two = three;
	assert(two.b == 2);
	two = same(one);
	assert(two.a == 1);
	copy(&three, &one);
	assert(three.a == 1);
	struct s four = make(3), five = same(make(4));
	assert(four.a == 3 && five.a == 4);
	five = (struct s){ 5, 6 };
	five = one;
	assert(five.a == 1);
	struct s six = choose(2) ? one : five;
	assert(six.a == 1);
	struct s seven = either(1), eight = either(0);
	assert(seven.a == 1 && eight.b == 2);
	struct s nine = ({ struct s v; v.b = 9; v; });
	assert(nine.b == 9);
	nine = one, five = nine;
	assert((five = nine).a == 1);
	assert(same(one).a == 1);

	struct outer out, more;
	out.c = 1;
	out.in = one;
	out.row[1] = one;
	more = out;
	assert(more.c == 1 && more.in.a == 1 && more.row[1].a == 1);
	far_copy(&out, &more);
	assert(out.row[1].a == 1);
	fill(&out, more);
	assert(out.c == 2 && out.in.a == 1);
	struct outer whole = { .in = one, .row = { one, [1] = make(7) } };
	assert(whole.in.a == 1 && !whole.c && whole.row[0].a == 1 && whole.row[1].a == 7 && !whole.wide);
	whole = (struct outer){ .in = one, .c = 3 };
	assert(whole.in.a == 1 && whole.c == 3 && !whole.row[1].b);
	struct s row[2] = { one, make(8) };
	row[0] = row[1];
	assert(row[0].a == 8);
	struct s *p = choose(2) ? &row[0] : &shared;
	int old = p->a;
	struct s got = *p;
	assert(got.a == old);
	*p = shared;
	assert(p->b == 2);
	p = &row[1];
	*p = one;
	two = *p;
	assert(two.a == 1);
	struct one u, v;
	v = u;
	v.only = 1;
	u = v;
	assert(u.only == 1);
	x = one.a;
}
// ----
// What is not set on one way only.
#include <pincer.h>
struct s { int a, b; };
static int x;
thread t(void)
{
	struct s one, two;
	bool sets = choose(2);
	one.a = 0;
	for (int i = 0; i < 3; i++) {
		two = one;
		if (sets)
			one.b = i;
		x = two.a;
		one = two;
	}
	if (sets)
		one.b = 1;
	two = one;
	x = sets ? two.b : two.a;
}
