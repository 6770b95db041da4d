/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A page in the memory of a device that shares the address space, and its engines, which write through what it has mapped: for
 * device-private-fork.c and device-private-mprotect.c.
 */
#ifndef NR_ENGINES
#define NR_ENGINES 1
#endif
#define process (&mms[0])
#define device_page pfn_to_page(0)

enum { BY_CPU = 1, BEFORE = 1, AFTER = 2 };

static ghost bool device_is_refused, device_wrote;

initial page_in_device_memory(void)
{
	device_page->zone = ZONE_DEVICE_PRIVATE;
	dmirror.notifier.mm = process;
	handle_mm_fault(process, 0, FAULT_FLAG_WRITE);
	dmirror_migrate(process, 0);
}

threads(device_writes, NR_ENGINES)
{
	mutex_lock(&dmirror.mutex);
	dmirror_do_write(0, BEFORE);
	mutex_unlock(&dmirror.mutex);
}

/* Of the page that is read-only now: a CPU may write to it, and then the device is to. */
static inline void write_afterwards(void)
{
	if (choose(2))
		user_write(process, 0, 0, BY_CPU);
	if (dmirror_write(0, AFTER))
		device_is_refused = true;
	else
		device_wrote = true;
}

invariant device_writes_where_process_may(void)
{
	return mirror_writes_only_where_the_process_may();
}

/* I7 */
finally no_page_leaked(void)
{
	return references_add_up() && anonymous_pages_are_on_the_lru();
}
