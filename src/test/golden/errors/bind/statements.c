#include <pincer.h>
static int x;
static inline int returns(void) { return; } //! E0348 this return does not fit `returns`, which returns `int`
static inline void voids(void) { return 1; } //! E0348 this return does not fit `voids`, which returns `void`
thread t(void)
{
	break; //! E0349 `break` outside of any loop or switch
	continue; //! E0349 `continue` outside of any loop
	case 1: //! E0349 `case` outside of any switch
		x = 1;
	default: //! E0349 `default` outside of any switch
		x = 2;
	switch (x) {
	case 1:
	case 1 ... 3: //! E0350 `1 ... 3` is in this switch twice
	case x: //! E0341 this is not a constant expression
	default:
	default: //! E0350 `default` is in this switch twice
		break;
	}
	switch (&x) { //! E0331 `switch` does not take a value of type `int *`
	case 1:
		break;
	}
	goto in; //! E0355 `goto` jumps into an atomic block
	atomic {
		goto in;
in:
		goto out;
	}
out:
	switch (x) {
	case 1:
		atomic {
	case 2: //! E0355 `case` jumps into an atomic block
			x = 1;
		}
	}
	static int calls; //! E0352 a static object in a function is not supported
	calls++;
	static const int table[2] = { 1, 2 };
	table[0] = 3; //! E0333 `table[0]` cannot be assigned to
	extern int away; //! E0352 an extern object in a function is not supported
	x = voids; //! E0352 a function pointer is not supported
}
// ----
#include <pincer.h>
static inline void b(int n);
static inline void a(int n) { b(n); }
static inline void b(int n) { if (n) a(n - 1); } //! E0354 `a` calls itself
static inline int self(int n) { return n ? self(n - 1) : 0; } //! E0354 `self` calls itself
thread t(void) { a(1); self(2); }
// ----
#include <pincer.h>
struct s { int *p; };
static struct s shared;
static int *direct[2];
static inline void keep(int **where, int *what) { *where = what; } //! E0358 a pointer to a local is stored in shared memory
thread t(void)
{
	int mine = 0;
	int *alias = &mine;
	struct s copy = { &mine };
	int **inner = &alias;

	*inner = &mine;
	shared.p = &mine; //! E0358
	shared = copy; //! E0358
	shared = (struct s){ alias }; //! E0358
	keep(&direct[1], &mine);
	keep(&alias, &mine);
}
// ----
#include <pincer.h>
_Static_assert(sizeof(long) == 8, "LP64");
_Static_assert(sizeof(int) == 8, "no LP64"); //! E0351 static assertion failed: no LP64
struct flags { int wide : 33; }; //! E0343 a bit-field of 33 bits does not fit `int`: 1 to 32
struct ptr { int *p : 3; }; //! E0344 a bit-field cannot be of type `int *`
int few[0]; //! E0342 an array cannot have 0 elements
int many[3] = { 1, 2, 3, 4 }; //! E0347 initialiser: more values than `int[3]` has room for
int behind[3] = { [1 ... 3] = 1 }; //! E0347 initialiser: index 3 is outside of `int[3]`
int backwards[3] = { [2 ... 1] = 1 }; //! E0347 initialiser: a range that is empty
thread in_range(void) { int copies[2] = { [0 ... 1] = behind[0] }; } //! E0347 initialiser: a range of designators takes constants alone
int outside[3] = { [3] = 1 }; //! E0347 initialiser: index 3 is outside of `int[3]`
int scalar = { }; //! E0347 initialiser: a scalar needs one value
struct pair { int a, b; } pair = { .c = 1 }; //! E0203 `struct pair` has no member `c`
struct pair list[2] = { 1, 2, 3, 4 };
struct pair nested[2] = { { 1, 2, 3 } }; //! E0347 initialiser: more values than `struct pair` has room for
thread t(void) { }
