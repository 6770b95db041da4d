/* C that Pincer does not have: refused by name. */
float a; //! E0301 `float`: floating point is not supported
unsigned double b; //! E0301 `double`
int c = 1.5 + 1e3 + .5f + 0x1p3; //! E0301 `1.5` //! E0301 `1e3` //! E0301 `.5f` //! E0301 `0x1p3`
double average(double x, double y) //! E0301 `double`
{
	return (x + y) / 2;
}
union word { int a; char b[4]; } d; //! E0302 unions are not supported
struct s { union { int a; int b; }; int c; }; //! E0302 unions are not supported
int (*handler)(int); //! E0303 pointers to functions are not supported
struct ops { int (*open)(void); int x; }; //! E0303 pointers to functions
int e(int callback(int)); //! E0303 pointers to functions
int f(int (*callback)(int)); //! E0303 pointers to functions
int (*table[3])(int); //! E0303 pointers to functions
typedef void (*fn_t)(void); //! E0303 pointers to functions
fn_t later;
int g(void *p)
{
	goto *p; //! E0304 addresses of labels are not supported
	p = &&out; //! E0304 addresses of labels are not supported
	asm volatile("mfence" ::: "memory"); //! E0305 assembly is not supported
	__asm__("nop"); //! E0305 assembly
	float x = 1; //! E0301 `float`
	_Generic(1, int: 1, default: 0); //! E0308 `_Generic` is not supported
	int nested(void) { return 1; } //! E0309 functions inside functions are not supported
	char *text = "text"; //! E0311 a text cannot stand here
	__pincer_assert(p && "a page"); //! E0311 a text cannot stand here
	register int r; //! E0314 `register` is not supported
	__auto_type s = 1; //! E0314 `__auto_type` is not supported
	__extension__ 1; //! E0314 `__extension__` is not supported
	_Alignof(int); //! E0314 `_Alignof` is not supported
	*(volatile int *)p = 1; //! E0315 `volatile` is supported only for an object
	return p == 0;
out:
	return 1;
}
asm("nop"); //! E0305 assembly
int h(int n[static 4]); //! E0306 arrays of variable length are not supported
int i(int n[*]); //! E0306 arrays of variable length
_Atomic int j; //! E0307 `_Atomic` is not supported
_Atomic(int) k; //! E0307 `_Atomic`
int l(a, b) int a, b; { return a + b; } //! E0310 parameters without types are not supported
int m(a) { return 1; } //! E0310 parameters without types
int n(char *format, ...); //! E0312 functions with `...` are not supported
struct o { int a; } __attribute__((packed)); //! E0313 attribute `packed` is not supported
int p __attribute__((__aligned__(8), unused)); //! E0313 attribute `__aligned__`
__attribute__((constructor)) void q(void); //! E0313 attribute `constructor`
_Thread_local int r; //! E0314 `_Thread_local` is not supported
int *restrict s; //! E0314 `restrict` is not supported
_Noreturn void t(void); //! E0314 `_Noreturn`
__int128 u; //! E0314 `__int128`
int v asm("w"); //! E0305 assembly
volatile int *w; //! E0315 `volatile`
typedef volatile int x; //! E0315 `volatile`
struct y { volatile int a; }; //! E0315 `volatile`
int z(volatile int a); //! E0315 `volatile`
int *volatile *aa; //! E0315 `volatile`
struct pair { int a, b; } bb = { a: 1, .b = 2 }; //! E0317 `a:` as a designator is not supported
_Alignas(8) int dd; //! E0314 `_Alignas`
int ee = __builtin_types_compatible_p(int, int); //! E0314
char *ff = __func__; //! E0314 `__func__`
