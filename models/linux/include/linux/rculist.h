/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists that readers walk while somebody changes them.
 *
 * kernel:  include/linux/rculist.h, v6.6
 * keeps:   an entry is stored before it is found (release); one that was removed still leads to the next, until a grace period is over.
 *          Loops are as those of linux/list.h
 */
#ifndef _LINUX_RCULIST_H
#define _LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

#define list_next_rcu(list)	((list)->next)

static inline void __list_add_rcu(struct list_head *new, struct list_head *prev, struct list_head *next)
{
	new->next = next;
	new->prev = prev;
	rcu_assign_pointer(prev->next, new);
	next->prev = new;
}

static inline void list_add_rcu(struct list_head *new, struct list_head *head)
{
	__list_add_rcu(new, head, head->next);
}

static inline void list_add_tail_rcu(struct list_head *new, struct list_head *head)
{
	__list_add_rcu(new, head->prev, head);
}

static inline void list_del_rcu(struct list_head *entry)
{
	__list_del_entry(entry);
	entry->prev = NULL;		/* LIST_POISON2 */
}

static inline void list_replace_rcu(struct list_head *old, struct list_head *new)
{
	new->next = old->next;
	new->prev = old->prev;
	rcu_assign_pointer(new->prev->next, new);
	new->next->prev = new;
	old->prev = NULL;		/* LIST_POISON2 */
}

#define list_entry_rcu(pointer, type, member) container_of(READ_ONCE(pointer), type, member)
#define list_for_each_entry_rcu(pos, head, member, ...)			\
	for (struct list_head *__at = READ_ONCE((head)->next);		\
	     __at != (head) && ((pos) = list_entry(__at, __typeof__(*(pos)), member), true); \
	     __at = READ_ONCE((pos)->member.next))

#endif /* _LINUX_RCULIST_H */
