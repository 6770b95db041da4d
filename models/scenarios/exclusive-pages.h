/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two properties that many scenarios ask for, from v5.19 on: what PG_anon_exclusive promises.
 */

/* I4 */
invariant exclusive_page_is_not_shared(void)
{
	return exclusive_pages_are_not_shared();
}

/* I5 */
invariant pinned_page_is_exclusive(void)
{
	return pinned_pages_are_exclusive();
}
