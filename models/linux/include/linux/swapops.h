/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page-table entries that are neither none nor present: swap slots, migration entries,
 * and those of device-private pages.
 *
 * kernel:  include/linux/swapops.h, v5.8
 * keeps:   a migration entry names the page that moves, and whether the entry that it replaced was writable;
 *          a device-private entry names the page, holds a reference, and says whether a CPU could write to it
 * leaves:  soft-dirty and uffd-wp bits
 */
#ifndef _LINUX_SWAPOPS_H
#define _LINUX_SWAPOPS_H

#include <linux/mm_types.h>
#include <linux/pgtable.h>

/* What pte_t.swp says.  0 is no swap entry at all. */
#define SWP_MIGRATION_READ	1
#define SWP_MIGRATION_WRITE	2
#define SWP_DEVICE_READ		4
#define SWP_DEVICE_WRITE	5
#define SWP_SWAPFILE		16	/* a slot in swap */

typedef struct {
	short offset;
	char type;
} swp_entry_t;

static inline bool is_swap_pte(pte_t pte)
{
	return !pte_none(pte) && !pte_present(pte);
}

static inline swp_entry_t pte_to_swp_entry(pte_t pte)
{
	return (swp_entry_t){ .offset = pte.pfn, .type = pte.swp };
}

static inline pte_t swp_entry_to_pte(swp_entry_t entry)
{
	return (pte_t){ .pfn = entry.offset, .swp = entry.type };
}

static inline swp_entry_t swp_entry(int type, int offset)
{
	return (swp_entry_t){ .offset = offset, .type = type };
}

static inline bool non_swap_entry(swp_entry_t entry)
{
	return entry.type != SWP_SWAPFILE;
}

static inline bool is_migration_entry(swp_entry_t entry)
{
	return entry.type == SWP_MIGRATION_READ || entry.type == SWP_MIGRATION_WRITE;
}

static inline bool is_write_migration_entry(swp_entry_t entry)
{
	return entry.type == SWP_MIGRATION_WRITE;
}

static inline struct page *migration_entry_to_page(swp_entry_t entry)
{
	return pfn_to_page(entry.offset);
}

static inline swp_entry_t make_migration_entry(struct page *page, bool write)
{
	return (swp_entry_t){
		.offset = page_to_pfn(page),
		.type = write ? SWP_MIGRATION_WRITE : SWP_MIGRATION_READ,
	};
}

static inline void make_migration_entry_read(swp_entry_t *entry)
{
	entry->type = SWP_MIGRATION_READ;
}

static inline bool is_device_private_entry(swp_entry_t entry)
{
	return entry.type == SWP_DEVICE_READ || entry.type == SWP_DEVICE_WRITE;
}

static inline bool is_write_device_private_entry(swp_entry_t entry)
{
	return entry.type == SWP_DEVICE_WRITE;
}

static inline struct page *device_private_entry_to_page(swp_entry_t entry)
{
	return pfn_to_page(entry.offset);
}

static inline swp_entry_t make_device_private_entry(struct page *page, bool write)
{
	return (swp_entry_t){
		.offset = page_to_pfn(page),
		.type = write ? SWP_DEVICE_WRITE : SWP_DEVICE_READ,
	};
}

static inline void make_device_private_entry_read(swp_entry_t *entry)
{
	entry->type = SWP_DEVICE_READ;
}

#endif /* _LINUX_SWAPOPS_H */
