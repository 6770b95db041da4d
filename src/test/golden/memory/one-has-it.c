/* SPDX-License-Identifier: GPL-2.0 */
/* Each thread alone could promise the store that only the first one comes to. */
#include <pincer.h>

static int x0, x1, locked;

static inline bool is_first(void)
{
	rmw(relaxed) {
		if (locked)
			return false;
		locked = 1;
	}
	return true;
}

thread t0(void)
{
	if (is_first())
		store(&x0, 1, relaxed);
}

thread t1(void)
{
	if (is_first())
		store(&x1, 1, relaxed);
}

invariant one_is_first(void)
{
	return !x0 || !x1;
}
