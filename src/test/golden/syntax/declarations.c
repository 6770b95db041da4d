/* Declarators inside out, storage, typedef names, bit-fields, initialisers. */
struct page {
	int _refcount, _mapcount;
	unsigned long flags : 3, : 2, locked : 1;
	struct {
		short pfn;
		const _Bool present, write;
	} pte[2][4];
	struct { char inner; };
	__pincer_ghost int pins;
	struct page *next, **all[3];
};
struct later;
enum zone { ZONE_NORMAL, ZONE_MOVABLE = 4, ZONE_DEVICE = ZONE_MOVABLE << 1, };
enum { NR_PAGES = 2 } kind;

typedef unsigned long long int u64;
typedef struct page page_t, *page_p, pages_t[NR_PAGES];
typedef struct { int counter; } atomic_t;

static page_t mem_map[NR_PAGES] = {
	[0] = { ._refcount = 1, .pte[1][2].pfn = -1 },
	{ 2, },
};
extern int nr_pages;
static struct page *const first = &mem_map[0], *cursors[2], (*whole)[NR_PAGES] = &mem_map;
const int limit = 3, *reader, *const array_of[2];
volatile int jiffies;
signed char sc; char c; long unsigned int ul; short int unsigned us; long long ll; signed s;
struct point { int x, y; } origin, *where = &(struct point){ .x = 1, 2 };
__typeof__(origin.x) same;
__typeof__(struct point *) same_type;
__pincer_ghost struct page *dma, *old;
int empty[] = { };
_Static_assert(sizeof(struct page) > 0, "a page " "is \"something\"\n");

int prototype(int, struct page *page, int (array)[2], page_t *const p);
static inline __attribute__((always_inline, __unused__)) struct page *get(void);
extern int (plain)(void), *pointer(void);
struct page *get()
{
	return (struct page *)0;
}
