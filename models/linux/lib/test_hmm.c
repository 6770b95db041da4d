/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A device with memory of its own that CPUs cannot access, and with a page table that mirrors that of mms[0].
 *
 * kernel:  lib/test_hmm.c, v5.8
 * keeps:   order of the three calls of migrate_vma around the copy; the device has a page mapped only until the notifier
 *          comes; what it looks up counts only if no notifier came meanwhile; one mutex for the device's page table
 * leaves:  devices that share a driver; ranges; retries that end by a timeout
 *
 * If there is no page to move to the fault is fatal.  Here the test driver tries again; drivers of real devices do as it is
 * done here, see nouveau_dmem_migrate_to_ram() and Documentation/vm/hmm.rst.
 */
#ifndef _LIB_TEST_HMM_C
#define _LIB_TEST_HMM_C

#include <linux/hmm.h>
#include <linux/mm.h>
#include <linux/mutex.h>

#include <mm/migrate_device.c>

/* Drivers that take a page that could not be moved for an error. */
#ifndef FAILURE_IS_FATAL
#define FAILURE_IS_FATAL 0
#endif

static ghost int nr_migrating;	/* for witnesses: threads in migrate_to_ram() */

/* A page of the device that is in use by nobody; locked, with one reference.  NULL: there is none. */
static inline struct page *dmirror_devmem_alloc_page(struct mm_struct *mm, unsigned long address)
{
	struct page *dpage = NULL;

	atomic {
		for (int i = 0; i < NR_PAGES && !dpage; i++)
			if (!mem_map[i].allocated && is_device_private_page(&mem_map[i]))
				dpage = &mem_map[i];
		if (dpage) {
			dpage->allocated = true;
			dpage->_refcount.counter = 1;
			dpage->locked = this_thread();
			dpage->owner = mm;
			dpage->address = address;
		}
	}
	return dpage;
}

#if NR_MIRRORS

/* Loaded and stored in one access. */
struct dmirror_entry {
	short pfn;
	bool valid;
	bool write;
};

static struct dmirror {
	struct mutex mutex;
	struct mmu_interval_notifier notifier;
	struct dmirror_entry pt[NR_PTES];
} dmirror;

bool is_mirrored(const struct mm_struct *mm)
{
	return mm == &mms[0];
}

static inline void dmirror_do_update(void)
{
	for (int i = 0; i < NR_PTES; i++)
		dmirror.pt[i] = (struct dmirror_entry){ 0 };
}

static inline void dmirror_interval_invalidate(void)
{
	mutex_lock(&dmirror.mutex);
	mmu_interval_set_seq(&dmirror.notifier);
	dmirror_do_update();
	mutex_unlock(&dmirror.mutex);
}

void mirror_start(void)
{
	mn_itree_inv_start_range(&dmirror.notifier);
	dmirror_interval_invalidate();
}

void mirror_end(void)
{
	mn_itree_inv_end(&dmirror.notifier);
}

/* Looks up a page, and returns with the mutex held if that worked. */
static inline int dmirror_range_fault(struct hmm_range *range)
{
	int ret;

	while (true) {
		mmu_interval_read_begin(range->notifier);
		mmap_read_lock(&mms[0]);
		ret = hmm_range_fault(range);
		mmap_read_unlock(&mms[0]);
		if (ret == -EBUSY)
			continue;
		if (ret)
			return ret;

		mutex_lock(&dmirror.mutex);
		if (!mmu_interval_read_retry(range->notifier))
			return 0;
		mutex_unlock(&dmirror.mutex);
	}
}

static inline int dmirror_do_fault(const struct hmm_range *range)
{
	if (range->req_write && !range->write)
		return -EFAULT;
	dmirror.pt[range->start] = (struct dmirror_entry){ .pfn = range->pfn, .valid = true, .write = range->write };
	return 0;
}

static inline int dmirror_fault(unsigned long address, bool write)
{
	struct hmm_range range = { .notifier = &dmirror.notifier, .start = address, .req_write = write };
	int ret = dmirror_range_fault(&range);

	if (ret)
		return ret;
	ret = dmirror_do_fault(&range);
	mutex_unlock(&dmirror.mutex);
	return ret;
}

static inline int dmirror_do_write(unsigned long address, int value)
{
	struct dmirror_entry entry = dmirror.pt[address];

	if (!entry.valid || !entry.write)
		return -ENOENT;
	dma_write(pfn_to_page(entry.pfn), value);
	return 0;
}

/* A store by the device.  0, or an error if it cannot have the page. */
static inline int dmirror_write(unsigned long address, int value)
{
	int ret;

	while (true) {
		mutex_lock(&dmirror.mutex);
		ret = dmirror_do_write(address, value);
		mutex_unlock(&dmirror.mutex);
		if (ret != -ENOENT)
			return ret;

		ret = dmirror_fault(address, true);
		if (ret)
			return ret;
	}
}

static inline void dmirror_migrate_finalize_and_map(struct migrate_vma *args)
{
	struct page *dpage = migrate_pfn_to_page(*args->dst);

	mutex_lock(&dmirror.mutex);
	if ((*args->src & MIGRATE_PFN_MIGRATE) && dpage)
		dmirror.pt[args->start] = (struct dmirror_entry){
			.pfn = page_to_pfn(dpage), .valid = true, .write = *args->src & MIGRATE_PFN_WRITE
		};
	mutex_unlock(&dmirror.mutex);
}

#else

static inline void dmirror_migrate_finalize_and_map(struct migrate_vma *args)
{
	(void)args;
}

#endif /* NR_MIRRORS */

static inline void dmirror_migrate_alloc_and_copy(struct migrate_vma *args)
{
	struct page *spage = migrate_pfn_to_page(*args->src);
	struct page *dpage;

	if (!(*args->src & MIGRATE_PFN_MIGRATE))
		return;
	dpage = dmirror_devmem_alloc_page(args->mm, args->start);
	if (!dpage)
		return;
	copy_highpage(dpage, spage);
	*args->dst = migrate_pfn(page_to_pfn(dpage));
}

/* Takes what a process has at an address into the device's memory.  The caller holds mmap_lock for reading. */
static inline void dmirror_migrate(struct mm_struct *mm, unsigned long address)
{
	unsigned long src_pfns, dst_pfns;
	struct migrate_vma args = {
		.mm = mm, .start = address, .src = &src_pfns, .dst = &dst_pfns, .flags = MIGRATE_VMA_SELECT_SYSTEM
	};

	migrate_vma_setup(&args);
	dmirror_migrate_alloc_and_copy(&args);
	migrate_vma_pages(&args);
	dmirror_migrate_finalize_and_map(&args);
	migrate_vma_finalize(&args);
}

static inline int dmirror_devmem_fault_alloc_and_copy(struct migrate_vma *args)
{
	struct page *spage = migrate_pfn_to_page(*args->src);
	struct page *dpage;

	if (!spage || !(*args->src & MIGRATE_PFN_MIGRATE))
		return 0;
	dpage = alloc_page_vma(args->mm, args->start);
	if (!dpage)
		return VM_FAULT_SIGBUS;
	lock_page(dpage);
	copy_highpage(dpage, spage);
	*args->dst = migrate_pfn(page_to_pfn(dpage));
	return 0;
}

/* dmirror_devmem_fault(): a CPU wants a page that lies in the device's memory.  0: it may look again. */
int migrate_to_ram(struct vm_fault *vmf)
{
	unsigned long src_pfns, dst_pfns;
	struct migrate_vma args = {
		.mm = vmf->mm, .start = vmf->address, .src = &src_pfns, .dst = &dst_pfns,
		.flags = MIGRATE_VMA_SELECT_DEVICE_PRIVATE
	};
	bool found;
	int ret;

	nr_migrating++;
	migrate_vma_setup(&args);
	found = *args.src & MIGRATE_PFN_MIGRATE;
	ret = dmirror_devmem_fault_alloc_and_copy(&args);
	migrate_vma_pages(&args);
	if (FAILURE_IS_FATAL && found && !(*args.src & MIGRATE_PFN_MIGRATE))
		ret = VM_FAULT_SIGBUS;
	migrate_vma_finalize(&args);
	nr_migrating--;
	return ret;
}

#endif /* _LIB_TEST_HMM_C */
