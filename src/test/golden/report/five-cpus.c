/* More columns than fit side by side. */
#include <pincer.h>

static struct { struct { int counter; } refcount; bool gone; } page = { { 5 } };

static void drop_the_reference_that_was_taken_when_the_page_was_mapped(void)
{
	int left = load(&page.refcount.counter, relaxed);

	store(&page.refcount.counter, left - 1, relaxed);
	if (left == 1)
		store(&page.gone, true, relaxed);
}

threads(exit_mmap, 5)
{
	drop_the_reference_that_was_taken_when_the_page_was_mapped();
}

/* The last one frees it. */
finally page_is_freed(void)
{
	return page.refcount.counter == 0 && page.gone;
}
