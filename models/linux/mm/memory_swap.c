/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A fault on an entry that names a slot in swap.
 *
 * kernel:  do_swap_page(), mm/memory.c, v5.8: what follows when the entry is no migration entry
 * keeps:   cache, page lock, cache again, page-table lock, entry again; the entry is mapped before its slot is given back
 * leaves:  the way past the cache (SWP_SYNCHRONOUS_IO), KSM, memory cgroups, pages that could not be read
 */
#ifndef _MM_MEMORY_SWAP_C
#define _MM_MEMORY_SWAP_C

#include <linux/swap.h>

#ifdef CONFIG_SWAP

#include <mm/swap_state.c>
#include <mm/swapfile.c>
#include <mm/page_io.c>

static inline int do_swap_slot(struct vm_fault *vmf, swp_entry_t entry)
{
	struct page *page;
	int ret = 0;
	pte_t pte;

	page = lookup_swap_cache(entry);
	if (!page) {
		page = read_swap_cache_async(entry, vmf->mm, vmf->address);
		if (!page) {
			vmf->pte = pte_offset_map_lock(vmf->mm, vmf->address, &vmf->ptl);
			if (pte_same(ptep_get(vmf->pte), vmf->orig_pte))
				ret = VM_FAULT_OOM;
			goto unlock;
		}
	}

	lock_page(page);
	if (!PageSwapCache(page) || page_private(page) != entry.offset)
		goto out_page;

	vmf->pte = pte_offset_map_lock(vmf->mm, vmf->address, &vmf->ptl);
	if (!pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		goto out_page;
	}

	pte = mk_pte(page);
	if ((vmf->flags & FAULT_FLAG_WRITE) && reuse_swap_page(page)) {
		pte = pte_mkwrite(pte_mkdirty(pte));
		vmf->flags &= ~FAULT_FLAG_WRITE;
		ret |= VM_FAULT_WRITE;
	}
	set_pte_at(vmf->mm, vmf->address, vmf->pte, pte);
	vmf->orig_pte = pte;
	do_page_add_anon_rmap(page, vmf->mm, vmf->address);
	swap_free(entry);
	unlock_page(page);

	if (vmf->flags & FAULT_FLAG_WRITE)
		return do_wp_page(vmf);
unlock:
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return ret;
out_page:
	unlock_page(page);
	put_page(page);
	return 0;
}

#else

static inline int do_swap_slot(struct vm_fault *vmf, swp_entry_t entry)
{
	(void)vmf;
	(void)entry;
	return VM_FAULT_SIGBUS;
}

#endif /* CONFIG_SWAP */

#endif /* _MM_MEMORY_SWAP_C */
