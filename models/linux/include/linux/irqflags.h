/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts off, and who waits for them to be on again: an interrupt that one CPU sends to all others, and RCU.
 *
 * kernel:  include/linux/irqflags.h, kernel/smp.c, kernel/rcu/tree.c, v5.8
 * keeps:   whoever sends the interrupt waits until each CPU that had them off has had them on; a CPU that turns them off later is
 *          not waited for.  A grace period of RCU is the same, but it is not the sender who waits
 * leaves:  preemption, interrupts themselves: only CPUs in GUP-fast have them off, and only who frees page tables cares.  A
 *          scenario without CONFIG_TRANSPARENT_HUGEPAGE frees none, and has none of this
 */
#ifndef _LINUX_IRQFLAGS_H
#define _LINUX_IRQFLAGS_H

#include <linux/compiler.h>

#ifdef CONFIG_TRANSPARENT_HUGEPAGE

#ifndef NR_CPUS
#define NR_CPUS 1			/* CPUs that have interrupts off at the same time */
#endif

struct cpu_irqs {
	bool off;
	bool awaited;			/* somebody waits until they are on */
};

struct cpu_irqs cpu_irqs[NR_CPUS];

/* Which CPU this is does not matter: the first one that is not taken. */
static inline unsigned long arch_local_irq_save(void)
{
	int cpu = NR_CPUS;

	atomic {
		for (int i = NR_CPUS - 1; i >= 0; i--)
			if (!cpu_irqs[i].off)
				cpu = i;
		cpu_irqs[cpu].off = true;
	}
	return cpu;
}

static inline void local_irq_restore(unsigned long flags)
{
	atomic {
		cpu_irqs[flags].off = false;
		cpu_irqs[flags].awaited = false;
	}
}

#define local_irq_save(flags)	((flags) = arch_local_irq_save())

static inline bool irqs_are_awaited(void)
{
	for (int i = 0; i < NR_CPUS; i++)
		if (cpu_irqs[i].awaited)
			return true;
	return false;
}

/* Each CPU that has interrupts off now has had them on when this returns. */
static inline void smp_call_function(void)
{
	atomic {
		for (int i = 0; i < NR_CPUS; i++)
			if (cpu_irqs[i].off)
				cpu_irqs[i].awaited = true;
	}
	await(!irqs_are_awaited());
}

/* ... and so has each that reads under rcu_read_lock_sched(): to have interrupts off is to be such a reader. */
static inline void synchronize_rcu(void)
{
	smp_call_function();
}

#else

#define local_irq_save(flags)	((void)(flags))
#define local_irq_restore(flags) ((void)(flags))

#endif /* CONFIG_TRANSPARENT_HUGEPAGE */

#endif /* _LINUX_IRQFLAGS_H */
