#define get(p) ((p)->refs +
#define put(p) \
	((p)->refs -)
struct page { int refs; } *p;
int f(void)
{
	return put(p);
}
