// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

/**
 * The strength of an access or fence. Under sequential consistency only PLAIN against the rest
 * matters: a plain access that conflicts with another thread's at the same moment is a data race.
 */
public enum Order {
  PLAIN,
  RELAXED,
  ACQUIRE,
  RELEASE,
  FULL,
  /** Fences only: smp_rmb. */
  READ,
  /** Fences only: smp_wmb. */
  WRITE,
  /** Fences only: smp_mb__before_atomic. */
  BEFORE_ATOMIC,
  /** Fences only: smp_mb__after_atomic. */
  AFTER_ATOMIC
}
