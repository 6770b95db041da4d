#include <pincer.h>

struct page {
	int _refcount;
	unsigned dirty : 1;
};

static struct page mem_map[2];

static inline bool folio_try_get(struct page *page)
{
	return page->_refcout;
}

static inline void two(int a, int b)
{
	a = b;
}

thread reader(void)
{
	struct page *page = &mem_map[0];

	if (!folio_tryget(page))
		return;
	page._refcount = 0;
	load(&page->_refcount, acquir);
	two(1);
	goto out;
ou:
	return;
}
