/* Big structs go member by member, small ones at once; locals and out-parameters are no accesses. */
#include <pincer.h>

struct flags {
	unsigned dirty : 1, order : 3;
	bool locked;
};

struct page {
	struct flags flags;
	long index;
	struct {
		short mapped;
	};
	int slot[2];
};

static struct page a, b = { .index = 3, .mapped = 1, .slot = { [1] = 5 } };
static struct page *last = &b;
static int *inside = &b.slot[1];

static inline void fill(struct page *page, long *index)
{
	*page = (struct page){ .index = *index + 1 };
	*index = page->index;
}

thread copier(void)
{
	struct page local;
	long index = 1;
	int *p = &local.slot[0];

	fill(&local, &index);
	*p++ = 1;
	p[0] = 2;
	a = b;
	b = local;
	a.flags.order += 3;
	a.flags = last->flags;
	*inside = index;
	for (int i = 0; i < 2; i++)
		local.slot[i] = a.slot[i];
	b.slot[local.slot[0]] = p - local.slot;
}
