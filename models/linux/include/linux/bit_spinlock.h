/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks of one bit.  A thread that waits for one is not enabled, as with linux/spinlock.h.
 *
 * kernel:  include/linux/bit_spinlock.h, v5.8
 * leaves:  who holds it, so that one who takes it twice waits for ever, and is a deadlock
 */
#ifndef _LINUX_BIT_SPINLOCK_H
#define _LINUX_BIT_SPINLOCK_H

#include <linux/bitops.h>

static inline void bit_spin_lock(int bitnum, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(bitnum);

	rmw(acquire) {
		await(!(*p & BIT_MASK(bitnum)));
		*p |= BIT_MASK(bitnum);
	}
}

static inline bool bit_spin_trylock(int bitnum, unsigned long *addr)
{
	return !test_and_set_bit_lock(bitnum, addr);
}

static inline bool bit_spin_is_locked(int bitnum, unsigned long *addr)
{
	return test_bit(bitnum, addr);
}

static inline void bit_spin_unlock(int bitnum, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(bitnum);

	rmw(release) {
		undefined_unless(*p & BIT_MASK(bitnum), "a bit lock is released that nobody holds");
		*p &= ~BIT_MASK(bitnum);
	}
}

/* The other bits are under the lock. */
static inline void __bit_spin_unlock(int bitnum, unsigned long *addr)
{
	undefined_unless(test_bit(bitnum, addr), "a bit lock is released that nobody holds");
	__clear_bit_unlock(bitnum, addr);
}

#endif /* _LINUX_BIT_SPINLOCK_H */
