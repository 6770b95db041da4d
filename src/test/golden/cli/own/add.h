/* SPDX-License-Identifier: GPL-2.0 */
static int count;

static void add_one(void)
{
	int old = load(&count, relaxed);

	store(&count, old + 1, relaxed);
}
