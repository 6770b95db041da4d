/* A pointer that is looked at before it is set, and after it is gone. */
#include <pincer.h>

struct node { int value; struct node *next; };

static struct node nodes[2] = { { 1, &nodes[1] }, { 2, NULL } };
static struct node *head = &nodes[0];

thread walk(void)
{
	struct node *n = load(&head, relaxed);

	while (load(&n->value, relaxed) != 3)
		n = load(&n->next, relaxed);
}

thread mark(void)
{
	store(&nodes[1].value, 3, relaxed);
}
