/* A ghost changes in the step of a load: the load is told nevertheless. */
#include <pincer.h>

int entry = 1;
ghost int pins;

thread pin(void)
{
	int seen = load(&entry, relaxed);

	if (seen && load(&entry, relaxed) == seen)
		pins++;
}

thread unmap(void)
{
	store(&entry, 0, relaxed);
}

invariant pinned_is_mapped(void)
{
	return !pins || entry;
}
