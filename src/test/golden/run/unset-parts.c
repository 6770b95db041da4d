// undefined: `two.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two = one;
	x = two.a;
	x = two.b;
}
// ----
// undefined: `one.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two;
	two.b = 1;
	one.b = 1;
	two = one;
	x = two.b;
	struct s three;
	one = three;
	x = one.b;
}
// ----
// undefined: b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two = same(one);
	x = second(one);
}
// ----
// undefined: `three.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two, three;
	copy(&two, &one);
	copy(&three, &two);
	x = three.a;
	x = three.b;
}
// ----
// undefined: is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	x = same(one).b;
}
// ----
// undefined: is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	x = (choose(2) ? one : (struct s){ 1, 2 }).b;
}
// ----
// undefined: `one.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two = { one.a, one.b };
}
// ----
// undefined: `one.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two;
	two = (struct s){ .b = one.b };
}
// ----
// undefined: `n` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	int n;
	struct s two;
	two = (struct s){ .a = 1, .b = n };
}
// ----
// undefined: `one.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	int n;
	n = one.b;
}
// ----
// undefined: `one.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	int *p = &one.b, n;
	for (int i = 0; i < 2; i++)
		p = i ? p : &one.a;
	p = &one.b;
	n = *p;
}
// ----
// undefined: `one.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	shared = one;
}
// ----
// undefined: is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s *p = choose(2) ? &shared : &one;
	struct s two;
	two.b = 1;
	*p = two;
}
// ----
// undefined: `out.in.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct outer out, more;
	out.in = one;
	more = out;
	x = more.in.a;
	x = out.in.b;
}
// ----
// undefined: `more.row[0].b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct outer out, more;
	out.row[0] = one;
	far_copy(&more, &out);
	x = more.row[0].a;
	x = more.row[y].b;
}
// ----
// undefined: is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct outer out;
	out.in = one;
	big = out;
}
// ----
// undefined: `two.b` is read before it is set
#include <pincer.h>
struct s { int a, b; };
struct outer { struct s in; int c; struct s row[2]; long wide; };
static int x, y;
static struct s shared;
static struct outer big;
static inline struct s same(struct s v) { return v; }
static inline int second(struct s v) { return v.b; }
static inline void copy(struct s *to, struct s *from) { *to = *from; }
static inline void far_copy(struct outer *to, const struct outer *from) { *to = *from; }
thread t(void)
{
	struct s one;
	one.a = 1;
	struct s two;
	for (int i = 0; i < 2; i++) {
		if (i)
			x = two.b;
		two = one;
		one.b = x;
	}
}
