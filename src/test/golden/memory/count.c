/* SPDX-License-Identifier: GPL-2.0 */
/* What a read-modify-write loads is what it overwrites: an old value is no reason to fail. */
#include <pincer.h>

static int count, done;

thread gets(void)
{
	rmw(relaxed) { count = count + 1; }
	store(&done, 1, release);
}

thread puts(void)
{
	await(load(&done, acquire));
	rmw(relaxed) {
		assert(count > 0);
		count = count - 1;
	}
}

thread looks(void)
{
	if (load(&done, relaxed))
		rmw(relaxed) {
			assert(count >= 0);
			count = count + 2;
		}
}

finally all_is_counted(void)
{
	return count == 0 || count == 2;
}
