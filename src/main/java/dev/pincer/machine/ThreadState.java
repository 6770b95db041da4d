// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Where a thread stands, and its registers.
 *
 * @param pc the instruction at which its next step begins; {@link #RETURNED} when it has returned
 * @param registers the live registers' values, ascending by register number; dead and unset ones
 *     are not in it. Empty when it has returned
 * @param numbers the register numbers of {@code registers}, as long and in the same order
 * @param hidden what the memory model keeps of the thread, also when it has returned
 */
public record ThreadState(
    int pc, ImmutableIntArray numbers, ImmutableLongArray registers, Hidden hidden) {
  /** The pc of a thread that has returned. */
  public static final int RETURNED = -1;

  /** A thread that has returned. */
  public static final ThreadState DONE =
      new ThreadState(RETURNED, ImmutableIntArray.of(), ImmutableLongArray.of());

  /** Of a thread that hides nothing. */
  public ThreadState(int pc, ImmutableIntArray numbers, ImmutableLongArray registers) {
    this(pc, numbers, registers, Hidden.NONE);
  }

  ThreadState with(Hidden other) {
    return other.equals(hidden) ? this : new ThreadState(pc, numbers, registers, other);
  }

  public boolean hasReturned() {
    return pc == RETURNED;
  }

  /** Without the numbers, which hardly ever differ where pc and values do not. */
  @Override
  public int hashCode() {
    return 31 * (31 * pc + registers.hashCode()) + hidden.hashCode();
  }
}
