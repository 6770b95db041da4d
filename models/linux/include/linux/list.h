/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Doubly linked lists whose links stand in what is linked.
 *
 * kernel:  include/linux/list.h, include/linux/poison.h, v6.6
 * keeps:   the order of the accesses, and which of them are marked; an entry that was removed points to nothing, so that who follows it is
 *          found
 * leaves:  list_entry() of the head itself, which the kernel's loops come to at their end and only compare: here the loops look first, and
 *          their variable keeps the last entry behind them.  The `next` of a _safe loop is NULL at the last entry
 */
#ifndef _LINUX_LIST_H
#define _LINUX_LIST_H

#include <linux/compiler.h>

struct list_head {
	struct list_head *next, *prev;
};

#define LIST_HEAD_INIT(name)	{ &(name), &(name) }
#define LIST_HEAD(name)		struct list_head name = LIST_HEAD_INIT(name)

static inline void INIT_LIST_HEAD(struct list_head *list)
{
	WRITE_ONCE(list->next, list);
	WRITE_ONCE(list->prev, list);
}

static inline void __list_add(struct list_head *new, struct list_head *prev, struct list_head *next)
{
	next->prev = new;
	new->next = next;
	new->prev = prev;
	WRITE_ONCE(prev->next, new);
}

static inline void list_add(struct list_head *new, struct list_head *head)
{
	__list_add(new, head, head->next);
}

static inline void list_add_tail(struct list_head *new, struct list_head *head)
{
	__list_add(new, head->prev, head);
}

static inline void __list_del(struct list_head *prev, struct list_head *next)
{
	next->prev = prev;
	WRITE_ONCE(prev->next, next);
}

static inline void __list_del_entry(struct list_head *entry)
{
	__list_del(entry->prev, entry->next);
}

static inline void list_del(struct list_head *entry)
{
	__list_del_entry(entry);
	entry->next = NULL;		/* LIST_POISON1 */
	entry->prev = NULL;		/* LIST_POISON2 */
}

static inline void list_del_init(struct list_head *entry)
{
	__list_del_entry(entry);
	INIT_LIST_HEAD(entry);
}

static inline void list_move(struct list_head *list, struct list_head *head)
{
	__list_del_entry(list);
	list_add(list, head);
}

static inline void list_move_tail(struct list_head *list, struct list_head *head)
{
	__list_del_entry(list);
	list_add_tail(list, head);
}

static inline bool list_empty(const struct list_head *head)
{
	return READ_ONCE(head->next) == head;
}

static inline bool list_is_singular(const struct list_head *head)
{
	return !list_empty(head) && head->next == head->prev;
}

static inline bool list_is_last(const struct list_head *list, const struct list_head *head)
{
	return list->next == head;
}

#define list_entry(pointer, type, member) container_of(pointer, type, member)
#define list_first_entry(pointer, type, member) list_entry((pointer)->next, type, member)
#define list_last_entry(pointer, type, member) list_entry((pointer)->prev, type, member)
#define list_first_entry_or_null(pointer, type, member)			\
	({								\
		struct list_head *__list = (pointer);			\
		struct list_head *__first = READ_ONCE(__list->next);	\
		__first != __list ? list_entry(__first, type, member) : NULL; \
	})
#define list_next_entry(pos, member) list_entry((pos)->member.next, __typeof__(*(pos)), member)
#define list_prev_entry(pos, member) list_entry((pos)->member.prev, __typeof__(*(pos)), member)

#define list_for_each(pos, head)					\
	for (pos = (head)->next; pos != (head); pos = pos->next)

#define __list_for_each_entry(pos, head, member, way)			\
	for (struct list_head *__at = (head)->way;			\
	     __at != (head) && ((pos) = list_entry(__at, __typeof__(*(pos)), member), true); \
	     __at = (pos)->member.way)
#define list_for_each_entry(pos, head, member) __list_for_each_entry(pos, head, member, next)
#define list_for_each_entry_reverse(pos, head, member) __list_for_each_entry(pos, head, member, prev)

/* The entry may be removed in the loop: what comes behind it is read before. */
#define list_for_each_entry_safe(pos, n, head, member)			\
	for (struct list_head *__at = (head)->next, *__behind;		\
	     __at != (head) && ((pos) = list_entry(__at, __typeof__(*(pos)), member), \
				__behind = __at->next,			\
				(n) = __behind != (head) ? list_entry(__behind, __typeof__(*(pos)), member) : NULL, \
				true);					\
	     __at = __behind)

#endif /* _LINUX_LIST_H */
