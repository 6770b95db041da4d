// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

/** What one step of a thread is, and what of a thread is part of the state. */
public enum Grain {
  /**
   * A step is one access to shared memory and what is computed behind it; locals that are dead are
   * no part of the state. What all verdicts are about.
   */
  ACCESS,
  /**
   * What a textbook explorer counts: a step is one statement, one condition of an {@code if}, loop
   * or {@code switch}, or one atomic block, whether or not it touches shared memory; every local
   * that was set is part of the state until its thread returns. No steps of their own: jumps,
   * {@code return} without a value, constant conditions, and what is initialised with a constant or
   * passed one. Only for counts to compare with other tools: steps that are as large as statements
   * hide races.
   */
  STATEMENT
}
