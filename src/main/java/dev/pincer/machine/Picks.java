// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/**
 * The values that the chooses of one step take. To enumerate, the step is run again and again:
 * chooses beyond the known picks take 0, and {@link #advance} goes on to the next picks, counted
 * like the digits of a clock. To replay, the picks are given and there are no others.
 *
 * <p>Belongs to one call of the machine.
 */
final class Picks {
  /**
   * How many outcomes the chooses of one step may have, multiplied. It bounds what a loop can spend
   * that chooses, but never accesses shared memory.
   */
  static final long MAX_COMBINATIONS = 1 << 20;

  private final boolean given;
  private int[] values;
  private int[] counts;

  /** How many of {@code values} are known. */
  private int known;

  /** How many were used by the current run. */
  private int used;

  private long combinations = 1;

  private Picks(int[] values, boolean given) {
    this.values = values;
    this.counts = new int[values.length];
    this.known = values.length;
    this.given = given;
  }

  static Picks all() {
    return new Picks(new int[0], false);
  }

  static Picks given(ImmutableIntArray picks) {
    return new Picks(picks.toArray(), true);
  }

  /**
   * The next pick among {@code 0 .. count - 1}; -1 if none is given, -2 if the given one is none.
   */
  int pick(long count) {
    if (count < 1) {
      throw new Undefined("choose(" + count + ") has no value");
    }
    // Both are bounded by 2^31: the product cannot overflow.
    if (count > MAX_COMBINATIONS || combinations * count > MAX_COMBINATIONS) {
      throw new Undefined(
          "the chooses of one step have more than " + MAX_COMBINATIONS + " combinations");
    }
    combinations *= count;
    if (used == known) {
      if (given) {
        return MISSING;
      }
      if (known == values.length) {
        values = Arrays.copyOf(values, 2 * known + 4);
        counts = Arrays.copyOf(counts, 2 * known + 4);
      }
      values[known++] = 0;
    }
    if (values[used] >= count) {
      return OUT_OF_RANGE;
    }
    counts[used] = (int) count;
    return values[used++];
  }

  static final int MISSING = -1;
  static final int OUT_OF_RANGE = -2;

  int used() {
    return used;
  }

  boolean allUsed() {
    return used == known;
  }

  ImmutableIntArray toImmutable() {
    return used == 0
        ? ImmutableIntArray.of()
        : ImmutableIntArray.copyOf(Arrays.copyOf(values, used));
  }

  /** The same for the same step once more. */
  void again() {
    used = 0;
    combinations = 1;
  }

  /** Goes on to the picks after those of the last run; false if they were the last. */
  boolean advance() {
    int last = used - 1;
    while (last >= 0 && values[last] + 1 == counts[last]) {
      last--;
    }
    if (last < 0) {
      return false;
    }
    values[last]++;
    known = last + 1;
    used = 0;
    combinations = 1;
    return true;
  }
}
