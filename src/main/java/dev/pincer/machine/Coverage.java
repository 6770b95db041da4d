// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * Which instructions of the threads were executed by some transition. Those of a step that an await
 * held back do not count.
 *
 * <p>Several threads may share one: marks are only ever set, never taken back, and are read when
 * the work is done.
 */
public final class Coverage {
  private final ImmutableIntArray codeOfThread;
  private final boolean[][] executed;

  Coverage(ImmutableIntArray codeOfThread, ImmutableIntArray lengths) {
    this.codeOfThread = codeOfThread;
    this.executed = new boolean[lengths.length()][];
    for (int i = 0; i < executed.length; i++) {
      executed[i] = new boolean[lengths.get(i)];
    }
  }

  /** Marks the first {@code count} of {@code instructions}. */
  void mark(int code, int[] instructions, int count) {
    boolean[] marks = executed[code];
    for (int i = 0; i < count; i++) {
      marks[instructions[i]] = true;
    }
  }

  /**
   * The instructions that were never executed, by thread, ascending; those of a code that several
   * threads share stand at the first of them.
   */
  public ImmutableList<Missed> missed() {
    ImmutableList.Builder<Missed> missed = ImmutableList.builder();
    for (int thread = 0; thread < codeOfThread.length(); thread++) {
      int code = codeOfThread.get(thread);
      if (codeOfThread.indexOf(code) == thread) {
        for (int i = 0; i < executed[code].length; i++) {
          if (!executed[code][i]) {
            missed.add(new Missed(thread, i));
          }
        }
      }
    }
    return missed.build();
  }

  /** An instruction of a thread. */
  public record Missed(int thread, int instruction) {}
}
