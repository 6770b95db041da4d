/* Two CPUs add to one counter; one of the additions is lost. */
#include <pincer.h>

static int hits;

static inline int read_hits(void)
{
	return load(&hits, relaxed);
}

threads(visit, 2)
{
	int seen = read_hits();

	store(&hits, seen + 1, relaxed);
}

/* Each visit counts once. */
finally visits_are_counted(void)
{
	return hits == 2;
}

witness both_visits_are_counted(void)
{
	return hits == 2;
}
