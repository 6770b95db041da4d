/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bits of an unsigned long, or of an array of them, that several CPUs change at once.
 *
 * kernel:  Documentation/atomic_bitops.txt, include/asm-generic/bitops/{atomic,lock,instrumented-atomic}.h, v6.6
 * keeps:   what returns nothing orders nothing, and is no load to smp_rmb(); test_and_*() is a full barrier; _lock acquires,
 *          _unlock releases; a test_and_set_bit_lock() that fails orders nothing, but on x86; __set_bit() and its kin are
 *          plain, and lose bits that others set meanwhile
 */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H

#include <linux/compiler.h>

#define BITS_PER_BYTE		8
#define BITS_PER_LONG		64
#define BITS_TO_LONGS(nr)	(((nr) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]

#define BIT_MASK(nr)		(1UL << ((nr) % BITS_PER_LONG))
#define BIT_WORD(nr)		((nr) / BITS_PER_LONG)

static inline bool test_bit(long nr, const unsigned long *addr)
{
	return READ_ONCE(addr[BIT_WORD(nr)]) & BIT_MASK(nr);
}

static inline bool test_bit_acquire(long nr, const unsigned long *addr)
{
	return smp_load_acquire(&addr[BIT_WORD(nr)]) & BIT_MASK(nr);
}

static inline void set_bit(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);

	rmw(relaxed) { *p |= BIT_MASK(nr); }
}

static inline void clear_bit(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);

	rmw(relaxed) { *p &= ~BIT_MASK(nr); }
}

static inline void change_bit(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);

	rmw(relaxed) { *p ^= BIT_MASK(nr); }
}

static inline bool test_and_set_bit(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);
	bool old;

	rmw(full) {
		old = *p & BIT_MASK(nr);
		*p |= BIT_MASK(nr);
	}
	return old;
}

static inline bool test_and_clear_bit(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);
	bool old;

	rmw(full) {
		old = *p & BIT_MASK(nr);
		*p &= ~BIT_MASK(nr);
	}
	return old;
}

static inline bool test_and_change_bit(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);
	bool old;

	rmw(full) {
		old = *p & BIT_MASK(nr);
		*p ^= BIT_MASK(nr);
	}
	return old;
}

static inline bool test_and_set_bit_lock(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);
	bool old;

	rmw(acquire) {
		old = *p & BIT_MASK(nr);
		if (!old)
			*p |= BIT_MASK(nr);
	}
	return old;
}

static inline void clear_bit_unlock(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);

	rmw(release) { *p &= ~BIT_MASK(nr); }
}

/* Whether bit 7 is set: PG_waiters of a page whose bit 0 is PG_locked. */
static inline bool clear_bit_unlock_is_negative_byte(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);
	bool negative;

	rmw(release) {
		negative = *p & BIT_MASK(7);
		*p &= ~BIT_MASK(nr);
	}
	return negative;
}

static inline void __set_bit(long nr, unsigned long *addr)
{
	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
}

static inline void __clear_bit(long nr, unsigned long *addr)
{
	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
}

static inline bool __test_and_set_bit(long nr, unsigned long *addr)
{
	bool old = addr[BIT_WORD(nr)] & BIT_MASK(nr);

	addr[BIT_WORD(nr)] |= BIT_MASK(nr);
	return old;
}

static inline bool __test_and_clear_bit(long nr, unsigned long *addr)
{
	bool old = addr[BIT_WORD(nr)] & BIT_MASK(nr);

	addr[BIT_WORD(nr)] &= ~BIT_MASK(nr);
	return old;
}

/* For one that holds the lock, and knows that nobody else changes the other bits; still a release. */
static inline void __clear_bit_unlock(long nr, unsigned long *addr)
{
	unsigned long *p = addr + BIT_WORD(nr);

	smp_store_release(p, READ_ONCE(*p) & ~BIT_MASK(nr));
}

#endif /* _LINUX_BITOPS_H */
