/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Words that kernel code has everywhere, for patches that use them.
 *
 * kernel:  include/linux/{kernel,minmax,build_bug,kconfig,bits,types,compiler_attributes}.h, include/asm-generic/bug.h
 * keeps:   min() and its kin evaluate each side once; a warning is a finding, like a BUG_ON()
 * leaves:  that a kernel goes on after a warning; that the sides of min() must be of one type; how objects are aligned
 */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <int-ll64.h>

typedef unsigned long size_t;

#define __always_inline		inline
#define noinline
#define __must_check
#define __maybe_unused		__attribute__((__unused__))
#define __user
#define __rcu
#define __read_mostly
#define __init
#define __exit
#define __aligned(bytes)
#define __cacheline_aligned
#define ____cacheline_aligned
#define ____cacheline_aligned_in_smp
#define EXPORT_SYMBOL(symbol)	_Static_assert(1, #symbol)
#define EXPORT_SYMBOL_GPL(symbol) _Static_assert(1, #symbol)

#ifdef __PINCER__
#define __builtin_expect(value, expected) ((long)(value))
#endif

#define fallthrough		do { } while (0)
#define barrier()		do { } while (0)
#define cpu_relax()		do { } while (0)
#define cond_resched()		do { } while (0)

#define pr_debug(...)		do { } while (0)
#define pr_info(...)		do { } while (0)
#define pr_warn(...)		do { } while (0)
#define pr_err(...)		do { } while (0)

#define __min_max(type_a, type_b, a, op, b)				\
	({								\
		type_a __left = (a);					\
		type_b __right = (b);					\
		__left op __right ? __left : __right;			\
	})
#define min(a, b)		__min_max(__typeof__(a), __typeof__(b), a, <, b)
#define max(a, b)		__min_max(__typeof__(a), __typeof__(b), a, >, b)
#define min_t(type, a, b)	__min_max(type, type, a, <, b)
#define max_t(type, a, b)	__min_max(type, type, a, >, b)
#define clamp(value, low, high)	min(max(value, low), high)
#define swap(a, b)		do { __typeof__(a) __old = (a); (a) = (b); (b) = __old; } while (0)
#define ARRAY_SIZE(array)	((int)(sizeof(array) / sizeof((array)[0])))
#define BIT(nr)			(1UL << (nr))
#ifdef __PINCER__
#define container_of(pointer, type, member) __pincer_container_of(pointer, type, member)
#else
#define container_of(pointer, type, member)				\
	((type *)(void *)((char *)(pointer) - __builtin_offsetof(type, member)))
#endif
#define unreachable()		undefined_unless(false, "unreachable() is reached")

/* A scenario defines its CONFIG_ words as 1, or as nothing. */
#define __ARG_PLACEHOLDER_	0,
#define __ARG_PLACEHOLDER_1	0,
#define __take_second(first, second, ...) second
#define __has_comma(maybe_comma) __take_second(maybe_comma 1, 0, 0)
#define __is_set(value)		__has_comma(__ARG_PLACEHOLDER_##value)
#define __is_set_expanded(value) __is_set(value)
#define IS_ENABLED(option)	__is_set_expanded(option)

#define static_assert(condition, ...) _Static_assert(condition, "" __VA_ARGS__)
#define BUILD_BUG_ON(condition)	_Static_assert(!(condition), "BUILD_BUG_ON")

#define __warn_if(condition)						\
	({								\
		bool __warned = (condition);				\
		assert(!__warned);					\
		__warned;						\
	})
#define WARN(condition, ...)	__warn_if(condition)
#define WARN_ON(condition)	__warn_if(condition)
#define WARN_ON_ONCE(condition)	__warn_if(condition)
#define WARN_ONCE(condition, ...) __warn_if(condition)
#define VM_WARN_ON(condition)	((void)__warn_if(condition))
#define VM_WARN_ON_ONCE(condition) ((void)__warn_if(condition))
#define __vm_warn_if(condition, about) ((void)(about), (void)__warn_if(condition))
#define VM_WARN_ON_ONCE_PAGE(condition, page) __vm_warn_if(condition, page)
#define VM_WARN_ON_ONCE_MM(condition, mm) __vm_warn_if(condition, mm)
#define VM_BUG_ON_PAGE(condition, page) __vm_warn_if(condition, page)
#define VM_BUG_ON_VMA(condition, vma) __vm_warn_if(condition, vma)
#define VM_BUG_ON_MM(condition, mm) __vm_warn_if(condition, mm)

#define DIV_ROUND_UP(n, d)	(((n) + (d) - 1) / (d))
#define round_up(x, y)		((((x) - 1) | ((__typeof__(x))((y) - 1))) + 1)
#define round_down(x, y)	((x) & ~((__typeof__(x))((y) - 1)))
#define ALIGN(x, a)		round_up(x, a)
#define IS_ALIGNED(x, a)	(((x) & ((__typeof__(x))(a) - 1)) == 0)
#define upper_32_bits(n)	((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n)	((u32)((n) & 0xffffffff))
#define is_power_of_2(n)	((n) != 0 && ((n) & ((n) - 1)) == 0)
#define GENMASK(high, low)	((~0UL << (low)) & (~0UL >> (63 - (high))))
#define U8_MAX			((u8)~0U)
#define U16_MAX			((u16)~0U)
#define U32_MAX			(~0U)
#define INT_MAX			((int)(~0U >> 1))
#define INT_MIN			(-INT_MAX - 1)
#define UINT_MAX		(~0U)
#define LONG_MAX		((long)(~0UL >> 1))
#define ULONG_MAX		(~0UL)
#define might_resched()		do { } while (0)
#define __force

#define offsetof(type, member)	__builtin_offsetof(type, member)
#define sizeof_field(type, member) sizeof(((type *)0)->member)
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))

/* An access whose race is known and is no harm: it is marked, so what it names has to be one object. */
#define data_race(object)	load(&(object), relaxed)

#endif /* _LINUX_KERNEL_H */
