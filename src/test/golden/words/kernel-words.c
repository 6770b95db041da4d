/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Words that patches bring: each does what the kernel's does.
 */
#include <linux/compiler.h>
#include <linux/errno.h>

#define CONFIG_EMPTY
#define CONFIG_ONE 1

static_assert(sizeof(u32) == 4, "u32");
static_assert(BIT(3) == 8);

static int x = 3, y = 5;
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
