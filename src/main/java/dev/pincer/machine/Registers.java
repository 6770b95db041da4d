// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/**
 * The registers of a run. Inlined code has a thousand and uses a few in a step, so they are used
 * again for the next run instead of being made anew.
 */
final class Registers {
  private long[] values = new long[0];

  /** A register is set if its mark is that of the current run. */
  private int[] marks = new int[0];

  private int run;

  /** Begins a run in which none of {@code count} registers is set. */
  void clear(int count) {
    if (count > values.length || run == Integer.MAX_VALUE) {
      values = new long[count];
      marks = new int[count];
      run = 0;
    }
    run++;
  }

  boolean isSet(int register) {
    return marks[register] == run;
  }

  /** The value of a register that is set. */
  long get(int register) {
    return values[register];
  }

  void set(int register, long value) {
    values[register] = value;
    marks[register] = run;
  }

  void unset(int register) {
    marks[register] = 0;
  }
}
