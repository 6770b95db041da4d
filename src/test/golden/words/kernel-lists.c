/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists by their heads: each word does what the kernel's does, and container_of() knows what is no such member.
 */
#include <linux/rculist.h>
#include <linux/spinlock.h>

struct item {
	short key;
	struct { struct list_head first; struct list_head node; } links;
	int parts[2];
	int value;
};

struct laid_out {
	char c;
	struct { short s; long l; } inner;
	unsigned int b : 3, : 0, d : 9;
	char tail;
	struct { char first, second; };
};

/* What gcc says of them, too. */
static_assert(offsetof(struct laid_out, c) == 0 && offsetof(struct laid_out, inner) == 8);
static_assert(offsetof(struct laid_out, inner.l) == 16 && offsetof(struct laid_out, tail) == 30);
static_assert(offsetof(struct laid_out, second) == 32 && offsetofend(struct laid_out, inner) == 24);

static struct item items[3];
static LIST_HEAD(list);
static LIST_HEAD(empty);
static struct item *found;

static int keys(void)
{
	struct item *it;
	int sum = 0;

	list_for_each_entry(it, &list, links.node)
		sum = 10 * sum + it->key;
	return sum;
}

static void lists(void)
{
	struct item *it, *next;
	struct list_head *at;
	int sum = 0;

	for (int i = 0; i < 3; i++) {
		items[i].key = i + 1;
		list_add_tail(&items[i].links.node, &list);
	}
	assert(keys() == 123 && !list_empty(&list) && list_empty(&empty) && !list_is_singular(&list));
	list_for_each_entry_reverse(it, &list, links.node)
		sum = 10 * sum + it->key;
	assert(sum == 321 && it == &items[0]);
	list_move(&items[2].links.node, &list);
	assert(keys() == 312 && list_is_last(&items[1].links.node, &list));
	list_move_tail(&items[2].links.node, &list);
	list_for_each_entry_safe(it, next, &list, links.node) {
		assert(it->key == 3 ? !next : next == it + 1);
		if (it->key == 2)
			list_del(&it->links.node);
	}
	assert(keys() == 13 && !items[1].links.node.next && items[2].links.node.prev == &items[0].links.node);
	list_replace_rcu(&items[0].links.node, &items[1].links.node);
	list_del_init(&items[2].links.node);
	assert(keys() == 2 && list_is_singular(&list) && list_empty(&items[2].links.node));
	list_add_rcu(&items[2].links.node, &list);
	list_add_tail_rcu(&items[0].links.node, &list);
	assert(keys() == 321 && list_next_entry(&items[1], links.node) == &items[0]);
	assert(list_prev_entry(&items[1], links.node) == &items[2]);
	assert(list_first_entry(&list, struct item, links.node) == &items[2]);
	assert(list_last_entry(&list, struct item, links.node)->key == 1);
	assert(!list_first_entry_or_null(&empty, struct item, links.node));
	assert(list_entry_rcu(list.next, struct item, links.node)->key == 3);
	list_del_rcu(&items[1].links.node);
	sum = 0;
	list_for_each(at, &list)
		sum++;
	list_for_each_entry_rcu(it, &list, links.node)
		sum += it->key;
	assert(sum == 6 && items[1].links.node.next == &items[0].links.node);
}

thread words(void)
{
	struct item local = { .key = 1 };
	int *value = &items[1].value;

	lists();
	assert(container_of(value, struct item, value) == &items[1]);
	assert(container_of(&items[2].key, struct item, key)->key == 3);
	value = &local.value;
#if defined(HEAD)
	found = list_entry(list.prev->next, struct item, links.node);
#elif defined(OTHER_MEMBER)
	found = list_entry(&items[0].links.first, struct item, links.node);
#elif defined(ELEMENT)
	found = container_of(&items[0].parts[1], struct item, value);
#elif defined(LOCAL)
	found = container_of(value, struct item, value);
#elif defined(NOTHING)
	struct list_head *none = NULL;

	found = list_entry(none, struct item, links.node);
#elif defined(WRONG_TYPE)
	found = container_of(value, struct item, key);
#elif defined(NO_MEMBER)
	found = container_of(value, struct item, links.valu);
#elif defined(NO_STRUCT)
	found = container_of(value, struct item, value.key);
#elif defined(OF_BITS)
	items[0].value = offsetof(struct laid_out, d);
#else
	(void)value;
#endif
}
