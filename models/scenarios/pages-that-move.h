/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Properties of pages that move, whoever moves them.
 */
#include "exclusive-pages.h"

/* I7 */
invariant no_use_after_free(void)
{
	return used_pages_are_not_free();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}

/* I8 */
invariant migration_entry_means_locked(void)
{
	return migration_entries_are_locked();
}
