/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Entries of which it does not matter which: any is put on the list, and whoever takes one from it uses it up.
 */
#include <linux/list.h>
#include <linux/spinlock.h>

#define NR_ITEMS 3

struct item {
	bool used;
	struct list_head node;
};

static struct item items[NR_ITEMS];
static LIST_HEAD(list);
static DEFINE_SPINLOCK(lock);

threads(adder, 2)
{
	struct item *it = &items[choose(NR_ITEMS)];

	spin_lock(&lock);
	if (!it->used && !it->node.next) {
		list_add(&it->node, &list);
	}
	spin_unlock(&lock);
}

thread taker(void)
{
	struct item *it;

	spin_lock(&lock);
	it = list_first_entry_or_null(&list, struct item, node);
	if (it) {
		list_del(&it->node);
		it->used = true;
	}
	spin_unlock(&lock);
}

/* Some thread has to be able to break it, for its run to be compared. */
invariant nobody_uses_one(void)
{
	for (int i = 0; i < NR_ITEMS; i++)
		if (items[i].used && !items[i].node.next)
			return false;
	return true;
}

witness two_on_the_list(void)
{
	return list.next != &list && list.next != list.prev;
}
