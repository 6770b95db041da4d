#include <pincer.h>
struct page { int count; struct { int inner; }; };
enum state { IDLE };
typedef int pfn_t;
static struct page pages[2];
int f(int);
extern int elsewhere; //! E0209 `elsewhere` is declared, but never defined
int twice;
long twice; //! E0208 `twice` is declared before with another type
static int once = 1;
static int once = 2; //! E0207 `once` is declared twice
struct page { int other; }; //! E0207 `struct page` is declared twice
struct state s1; //! E0210 `state` is an enum, not one of the kind `struct`
struct never never; //! E0206 `struct never` is declared, but not defined here
struct twins { int a; int a; }; //! E0207 `a` is declared twice
int IDLE; //! E0207 `IDLE` is declared twice
long f(int x) { return x; } //! E0208 `f` is declared before with another type
static inline int g(int x) { return f(x); } //! E0209 `f` is declared, but never defined
static inline int g(int x) { return x; } //! E0207 `g` is declared twice
thread t(void)
{
	int x = unknown; //! E0201 unknown name `unknown`
	x = unknown + unknown;
	int x = 2; //! E0207 `x` is declared twice
	{
		int x = pages[0].cuont; //! E0203 `struct page` has no member `cuont`
		x = pages[1].inner;
	}
	x = pfn_t; //! E0211 `pfn_t` is a type, not a value
}
// ----
#include <pincer.h>
int a;
thread t(void)
{
	for (int i = 0; i < 2; i++)
		a = i;
	a = i; //! E0201 unknown name `i`
	goto nowhere; //! E0204 unknown label `nowhere`
here:
	a = 1;
here: //! E0207 `here` is declared twice
	a();  //! E0212 `a` is not a function
	undeclared(a, b); //! E0201 unknown name `undeclared` //! E0201 unknown name `b`
	fence(relaxed); //! E0205 `fence()` has no order `relaxed`
	rmw(read) { a++; } //! E0205 `rmw()` has no order `read`
	a = load(&a, release); //! E0205 `load()` has no order `release`
}
// ----
#include <pincer.h>
thread t(void) { }
thread t(void) { } //! E0207 `t` is declared twice
int u;
daemon u(void) { } //! E0207 `u` is declared twice
