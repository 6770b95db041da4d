/* One CPU pins a page through an entry that another CPU write-protects. */
#include <pincer.h>

typedef struct {
	short pfn;
	bool present, write;
} pte_t;

struct page {
	int _refcount;
	ghost int pins;
};

static struct page mem_map[2];
static pte_t pte[2] = { { 1, true, true } };
static struct page *dma;

static inline pte_t ptep_get(pte_t *ptep)
{
	return load(ptep, relaxed);
}

static inline bool pte_write(pte_t pte)
{
	return pte.write;
}

static inline bool try_get(struct page *page, int *refs)
{
	rmw(full) {
		if (page->_refcount < 0)
			return false;
		*refs = ++page->_refcount;
	}
	page->pins++;
	return true;
}

thread pin(void)
{
	pte_t entry = ptep_get(&pte[0]);
	int refs;

	if (!entry.present || !pte_write(entry))
		return;
	if (!try_get(&mem_map[entry.pfn], &refs))
		return;
	assert(refs > 0);
	store(&dma, &mem_map[entry.pfn], release);
}

thread forker(void)
{
	pte_t entry = ptep_get(&pte[0]);

	entry.write = false;
	store(&pte[0], entry, relaxed);
	fence(full);
	pte[1] = pte[0];
}

daemon device(void)
{
	await(dma);
	while (true)
		mem_map[1]._refcount++;
}

invariant pinned_page_is_referenced(void)
{
	return !dma || (dma->_refcount > 0 && dma->pins > 0);
}

witness pinned(void)
{
	return load(&dma, relaxed);
}
