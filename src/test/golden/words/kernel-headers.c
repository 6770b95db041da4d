/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Words of headers that models of one's own bring along: each does what the kernel's does.
 */
#include <linux/atomic.h>
#include <linux/bit_spinlock.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/types.h>

static_assert(DIV_ROUND_UP(9, 4) == 3 && round_up(9, 4) == 12 && round_down(9, 4) == 8 && ALIGN(8, 4) == 8);
static_assert(GENMASK(5, 4) == 0x30 && U16_MAX == 65535 && INT_MIN < 0 && LONG_MAX > 0 && is_power_of_2(8));
static_assert(BITS_TO_LONGS(65) == 2 && IS_ALIGNED(8, 4) && !IS_ALIGNED(6, 4));

static DECLARE_BITMAP(bits, 65);
static DEFINE_RAW_SPINLOCK(lock);
static DECLARE_RWSEM(sem);
static DEFINE_SEQLOCK(seqlock);
static seqcount_latch_t latch = SEQCNT_LATCH_ZERO(latch);
static DECLARE_COMPLETION(done);
static refcount_t refs = REFCOUNT_INIT(1);
static struct kref kref = KREF_INIT(1);
static atomic_t small = ATOMIC_INIT(5);
static atomic_long_t large = ATOMIC_LONG_INIT(1L << 40);
static int word = 1, released, *pointer;

static void release(struct kref *ref)
{
	assert(ref == &kref);
	released++;
}

static void of_bits(void)
{
	set_bit(64, bits);
	set_bit(3, bits);
	assert(bits[1] == 1 && bits[0] == 8 && test_bit(64, bits) && test_bit_acquire(3, bits) && !test_bit(2, bits));
	clear_bit(3, bits);
	change_bit(1, bits);
	assert(bits[0] == 2 && test_and_clear_bit(1, bits) && !test_and_clear_bit(1, bits));
	assert(!test_and_set_bit(5, bits) && test_and_set_bit(5, bits) && test_and_change_bit(5, bits) && !bits[0]);
	assert(!test_and_set_bit_lock(0, bits) && test_and_set_bit_lock(0, bits));
	clear_bit_unlock(0, bits);
	__set_bit(0, bits);
	__set_bit(7, bits);
	assert(clear_bit_unlock_is_negative_byte(0, bits) && bits[0] == 128);
	__clear_bit(7, bits);
	assert(!__test_and_set_bit(9, bits) && __test_and_clear_bit(9, bits) && !bits[0]);
	bit_spin_lock(2, bits);
	assert(!bit_spin_trylock(2, bits) && bit_spin_is_locked(2, bits));
	bit_spin_unlock(2, bits);
	assert(bit_spin_trylock(2, bits));
	__bit_spin_unlock(2, bits);
	assert(!bits[0]);
}

static void of_locks(void)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	lockdep_assert_held(&lock);
	assert(spin_is_locked(&lock) && !spin_trylock_irqsave(&lock, flags));
	spin_unlock_irqrestore(&lock, flags);
	raw_spin_lock_irq(&lock);
	raw_spin_unlock_irq(&lock);
	assert(!spin_is_locked(&lock));
	assert(down_write_trylock(&sem) && !down_write_trylock(&sem));
	downgrade_write(&sem);
	assert(!down_write_trylock(&sem));
	up_read(&sem);
	write_seqlock(&seqlock);
	assert(seqlock.seqcount.sequence == 1);
	write_sequnlock(&seqlock);

	unsigned int seq = read_seqbegin(&seqlock);

	assert(seq == 2 && !read_seqretry(&seqlock, seq));
	seq = raw_read_seqcount_latch(&latch);
	raw_write_seqcount_latch(&latch);
	assert(read_seqcount_latch_retry(&latch, seq));
}

static void of_references(void)
{
	assert(refcount_inc_not_zero(&refs) && refcount_read(&refs) == 2);
	refcount_inc(&refs);
	refcount_dec(&refs);
	assert(!refcount_dec_if_one(&refs) && refcount_dec_not_one(&refs) && !refcount_dec_not_one(&refs));
	assert(!spin_is_locked(&lock) && refcount_dec_and_lock(&refs, &lock) && spin_is_locked(&lock));
	spin_unlock(&lock);
	assert(!refcount_inc_not_zero(&refs));
	kref_get(&kref);
	assert(kref_read(&kref) == 2 && !kref_put(&kref, release) && kref_put(&kref, release) && released == 1);
	assert(!kref_get_unless_zero(&kref));
	complete(&done);
	assert(completion_done(&done) && try_wait_for_completion(&done) && !try_wait_for_completion(&done));
	complete_all(&done);
	wait_for_completion(&done);
	wait_for_completion(&done);
}

static void of_atomics(void)
{
	int expected = 7;

	assert(atomic_fetch_add(2, &small) == 5 && atomic_fetch_sub_relaxed(1, &small) == 7);
	assert(atomic_fetch_inc_acquire(&small) == 6 && atomic_fetch_or(8, &small) == 7);
	assert(atomic_fetch_andnot_release(1, &small) == 15 && atomic_read_acquire(&small) == 14);
	atomic_and(6, &small);
	atomic_xor(1, &small);
	assert(atomic_read(&small) == 7 && atomic_inc_return_release(&small) == 8);
	assert(!atomic_try_cmpxchg(&small, &expected, 1) && expected == 8);
	assert(atomic_try_cmpxchg(&small, &expected, 1) && !atomic_add_negative(-1, &small));
	atomic_set_release(&small, 2);
	assert(!atomic_dec_and_lock(&small, &lock) && !spin_is_locked(&lock));
	assert(atomic_dec_and_lock(&small, &lock) && spin_is_locked(&lock) && atomic_read(&small) == 0);
	spin_unlock(&lock);
	assert(atomic_long_inc_return(&large) == (1L << 40) + 1 && atomic64_sub_return(1, &large) == 1L << 40);
	assert(atomic_long_add_unless(&large, 1, 0) && atomic_long_inc_not_zero(&large));
	assert(atomic_long_cmpxchg(&large, 1, 2) == (1L << 40) + 2 && atomic_long_xchg(&large, 0) == (1L << 40) + 2);
	assert(!atomic_long_inc_not_zero(&large) && atomic_long_read(&large) == 0);
	assert(xchg_release(&word, 2) == 1 && cmpxchg_acquire(&word, 2, 3) == 2);
	expected = 3;
	assert(try_cmpxchg(&word, &expected, 4) && !try_cmpxchg(&word, &expected, 5) && expected == 4);
	assert(smp_cond_load_acquire(&word, VAL == 4) == 4 && data_race(word) == 4);
}

static void of_rcu(void)
{
	rcu_read_lock();
	rcu_read_lock();
	assert(rcu_read_lock_held());
	assert(rcu_dereference(pointer) == NULL);
	rcu_read_unlock();
	assert(rcu_read_lock_held());
	rcu_read_unlock();
	assert(!rcu_read_lock_held());
	rcu_assign_pointer(pointer, &word);
	assert(rcu_access_pointer(pointer) == &word && rcu_replace_pointer(pointer, NULL, true) == &word);
	RCU_INIT_POINTER(pointer, NULL);
	synchronize_rcu();
#ifdef WAIT_FOR_ITSELF
	rcu_read_lock();
	synchronize_rcu();
#endif
}

thread words(void)
{
	of_bits();
	of_locks();
	of_references();
	of_atomics();
	of_rcu();
#ifdef FROM_ZERO
	refcount_inc(&refs);
#endif
}
