/* Declarations that are not as they should be: one mistake, one message, and the next line is read. */
int a = 1
int b; //!^ E0141 expected `;`, found `int`
int c d; //! E0141 expected `;`, found `d`
struct s { int x int y; int z; }; //! E0141 expected `;`, found `int`
struct sss { int a; }
int after; //!^ E0141 expected `;`, found `int`
enum { A B, C }; //! E0141 expected `,` or `}`, found `B`
enum { }; //! E0145 this declares nothing
enum; //! E0141 expected a tag or `{` after `enum`, found `;`
int = 3; //! E0141 expected a name, found `=`
int 3; //! E0141 expected a name, found `3`
int f(int x; //! E0141 expected `)`, found `;`
int g(int x,) { return x; } //! E0141 expected a type, found `)`
int h[3; //! E0141 expected `]`, found `;`
int i[] = { 1, 2 3 }; //! E0141 expected `,` or `}`, found `3`
int j[] = { [1 = 2 }; //! E0141 expected `]`, found `=`
int k[] = { .x 2 }; //! E0141 expected `=`, found `2`
} //! E0141 expected a declaration, found `}`
3; //! E0141 expected a declaration, found `3`
MAKE_LOCK(lock); //! E0201 unknown name `MAKE_LOCK`
static MAKE_LIST((1), 2); //! E0201 unknown name `MAKE_LIST`
old(); //! E0144 `old` is declared without a type
older(int); //! E0144 `older` is declared without a type
oldest(x) { } //! E0144 `oldest` is declared without a type
typedef int good_t;
godo_t l; //! E0142 unknown type `godo_t`
godo_t m;
int n(godo_t *x, other_t *y); //! E0142 unknown type `other_t`
typedef nothing_t *p_t; //! E0142 unknown type `nothing_t`
p_t o;
typedef int (*broken_t; //! E0141 expected `)`, found `;`
broken_t p;
unsigned short long q; //! E0143 `unsigned short long` is no type of C
void int r; //! E0143 `void int` is no type of C
count = 1; //! E0144 `count` is declared without a type
EXPORT_SYMBOL(count); //! E0201 unknown name `EXPORT_SYMBOL`
static s; //! E0144 `s` is declared without a type
main() { return 0; } //! E0144 `main` is declared without a type
int; //! E0145 this declares nothing
struct { int a; }; //! E0145 this declares nothing
struct t { int; struct s; int ok; }; //! E0145 this declares nothing //! E0145 this declares nothing
static struct u { int x; }; //! E0146 `static` cannot stand here
static typedef int v; //! E0146 `static` cannot stand here
int w(static int x) { return x; } //! E0146 `static` cannot stand here
struct x { static int y; }; //! E0146 `static` cannot stand here
inline int y; //! E0146 `inline` cannot stand here
volatile int z(void); //! E0315
__pincer_ghost int aa(void); //! E0146 `ghost` cannot stand here
__pincer_thread int bb; //! E0146 `thread` cannot stand here
__pincer_thread __pincer_daemon void cc(void) { } //! E0146 `daemon` cannot stand here
static static int dd; //! E0147 `static` stands here twice
struct ops { int run(void); }; //! E0148 no function can be declared here
typedef int run_t(void); //! E0148 no function can be declared here
int ee(void)(void); //! E0148 no function can be declared here
int ff(void)[3]; //! E0148 no function can be declared here
int gg[3](void); //! E0148 no function can be declared here
int hh(void) = 3; //! E0141 expected `;` or a body, found `=`
int ii(void) { return 0; }
int jj //! E0141 expected `;`, found the end of the file
