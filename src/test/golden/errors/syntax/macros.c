/* Macros that are not as they should be. */
#define defined 1 //! E0125 `defined` cannot be the name of a macro
#define __LINE__ 1 //! E0125 `__LINE__` cannot
#undef defined //! E0125 `defined` cannot
#define NR_PAGES 2
#define NR_PAGES 2
#define NR_PAGES 3 //! E0126 macro `NR_PAGES` is defined twice, differently
#define NR_PAGES(x) 2 //! E0126 macro `NR_PAGES`
#define MAX(a, a) ((a) > (a)) //! E0127 two parameters are named `a`
#define PASTE1(x) ## x //! E0128 `##` at an end of macro `PASTE1`
#define PASTE2 x ## //! E0128 `##` at an end of macro `PASTE2`
#define TEXT(x) #y //! E0129 `#` in macro `TEXT` stands before no parameter
#define TRACE(x) __VA_ARGS__ //! E0130 `__VA_ARGS__` outside of a macro with `...`
#define TRACE2(x, ...) x __VA_OPT__(,) //! E0130 `__VA_OPT__`
#define OPEN(a, b //! E0112 expected `,` or `)` after `#define`, found the end of the line
#define NUMBER(1) //! E0112 expected a parameter after `#define`, found `1`
#define REST(..., a) //! E0112 expected `)` after `#define`, found `,`
#define COMMA(a,) //! E0112 expected a parameter after `#define`, found `)`
// ----
#define max(a, b) ((a) > (b) ? (a) : (b))
#define none() 1
#define rest(a, ...) a
int a = max(1); //! E0132 macro `max` takes 2 arguments, not 1
int b = max(1, 2, 3) //! E0132 macro `max` takes 2 arguments, not 3
	+ none(1) + max() + rest() + rest(1); //! E0132 macro `none` takes 0 arguments, not 1 //! E0132 macro `max` takes 2 arguments, not 1
#define JOIN(a, b) a ## b
int c = JOIN(+, /); //! E0134 `+` and `/` pasted are no token of C
int d = max(1, (2); //! E0131 the arguments of macro `max` never end
// ----
#define twice(a) ((a) + (a))
int e = twice(1
#ifdef A //! E0133 a directive among the arguments of macro `twice`
	+ 1
#endif
	);
// ----
#define open twice(
#define twice(a) ((a) + (a))
int f = open 1; //! E0131 the arguments of macro `twice` never end
// ----
#define A B B
#define B C C
#define C D D
#define D E E
#define E F F
#define F G G
#define G H H
#define H I I
#define I J J
#define J K K
#define K L L
#define L M M
#define M N N
#define N O O
#define O P P
#define P Q Q
#define Q R R
#define R 1
A //! E0135 macro `R` expands to more than 200000 tokens
