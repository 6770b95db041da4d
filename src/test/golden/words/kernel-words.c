/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Words that patches bring: each does what the kernel's does.
 */
#include <linux/compiler.h>
#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

#define CONFIG_EMPTY
#define CONFIG_ONE 1

static_assert(sizeof(u32) == 4, "u32");
static_assert(BIT(3) == 8);

static int x = 3, y = 5;
static atomic_t users = ATOMIC_INIT(2);
static DEFINE_SPINLOCK(lock);
static struct { spinlock_t lock; int held; } box = { .lock = __SPIN_LOCK_UNLOCKED(box.lock) };
static DEFINE_MUTEX(mutex);
static int line ____cacheline_aligned;
static int few[4] __read_mostly;

static noinline int twice(int value)
{
	pr_debug("%s: %d\n", "twice", value);
	return 2 * value;
}

static __always_inline int __must_check classify(u8 value)
{
	static const int kinds[] = { [1] = 10, 20, [5] = 50 };

	BUILD_BUG_ON(ARRAY_SIZE(kinds) != 6);
	switch (value) {
	case 0:
		value++;
		fallthrough;
	case 1:
		return kinds[value];
	default:
		return value < ARRAY_SIZE(kinds) ? kinds[value] : -EINVAL;
	}
}

int __init exported(void) { return line; }
EXPORT_SYMBOL(exported);
EXPORT_SYMBOL_GPL(exported);

struct aligned { char c; int i; } __aligned(64);

static void locks(void)
{
	spin_lock(&lock);
	assert(!spin_trylock(&lock));
	spin_unlock(&lock);
	spin_lock_init(&box.lock);
	if (spin_trylock(&box.lock)) {
		assert(!spin_trylock(&box.lock));
		box.held++;
		spin_unlock(&box.lock);
	}
	assert(box.held == 1);
	mutex_init(&mutex);
	assert(mutex_trylock(&mutex));
	assert(!mutex_trylock(&mutex));
	mutex_unlock(&mutex);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
}

static void atomics(void)
{
	assert(atomic_inc_return(&users) == 3 && atomic_dec_return(&users) == 2);
	assert(atomic_sub_return(2, &users) == 0 && !atomic_inc_not_zero(&users));
	assert(atomic_xchg(&users, 4) == 0 && atomic_inc_not_zero(&users));
	assert(atomic_cmpxchg(&users, 4, 1) == 5 && atomic_cmpxchg(&users, 5, 1) == 5);
	assert(atomic_read(&users) == 1);
	assert(xchg(&line, 7) == 0 && cmpxchg(&line, 6, 8) == 7 && cmpxchg(&line, 7, 0) == 7 && line == 0);
}

thread words(void)
{
	int tries = 0, unused __maybe_unused;

	while (READ_ONCE(x) == 0)
		cpu_relax();
	barrier();
	assert(min(x, y) == 3 && max(x, y) == 5 && min_t(u8, x + 253, 7) == 0 && clamp(9, 0, 4) == 4);
	assert(min(min(4, 3), max(1, 2)) == 2);
	assert(IS_ENABLED(CONFIG_EMPTY) && IS_ENABLED(CONFIG_ONE) && !IS_ENABLED(CONFIG_NONE));
	assert(classify(0) == 10 && classify(2) == 20 && classify(3) == 0 && classify(9) == -22);
	assert(ARRAY_SIZE(few) == 4 && twice(2) == 4);
	do {
		cond_resched();
	} while (++tries < 3);
	int one = 1, two = 2;

	swap(one, two);
	assert(one == 2 && two == 1 && exported() == 0);
	if (likely(__builtin_expect(!!one, 1)) && unlikely(!two))
		unreachable();
	if (one == two)
		BUG();
	BUG_ON(one == two);
	WARN(one == two, "%d %d\n", one, two);
	VM_BUG_ON(one == two);
	VM_BUG_ON_VMA(one == two, NULL);
	VM_BUG_ON_MM(one == two, NULL);
	VM_WARN_ON_ONCE_PAGE(one == two, NULL);
	VM_WARN_ON_ONCE_MM(one == two, NULL);
	locks();
	atomics();
	if (WARN_ON_ONCE(tries != 3))
		return;
	WRITE_ONCE(y, 6);
	VM_WARN_ON_ONCE(x != 3);
	VM_BUG_ON_PAGE(READ_ONCE(y) != 6, &few[0]);
	pr_warn("%d\n", y);
#ifndef SILENT
	WARN_ONCE(y == 6, "a finding: %d", 6);
#endif
}
