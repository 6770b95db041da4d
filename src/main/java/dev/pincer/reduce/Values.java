// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The values that something may have: a few, or any. */
final class Values {
  /** More than so many are any. */
  static final int LIMIT = 24;

  static final Values ANY = new Values(null);
  static final Values NONE = new Values(new long[0]);
  static final Values TRUTHS = new Values(new long[] {0, 1});
  private static final Values[] SMALL = new Values[2 * LIMIT];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new Values(new long[] {i});
    }
  }

  /** Ascending; null for any. */
  private final long @Nullable [] few;

  private Values(long @Nullable [] few) {
    this.few = few;
  }

  static Values of(long value) {
    return value >= 0 && value < SMALL.length ? SMALL[(int) value] : new Values(new long[] {value});
  }

  boolean isAny() {
    return few == null;
  }

  boolean isNone() {
    return few != null && few.length == 0;
  }

  /** How many they are; not of any. */
  int size() {
    return few == null ? -1 : few.length;
  }

  long get(int index) {
    if (few == null) {
      throw new IllegalStateException("any value");
    }
    return few[index];
  }

  boolean mayBeZero() {
    return few == null || Arrays.binarySearch(few, 0) >= 0;
  }

  boolean mayBeOther() {
    return few == null || few.length > 1 || (few.length == 1 && few[0] != 0);
  }

  boolean mayBe(boolean truth) {
    return truth ? mayBeOther() : mayBeZero();
  }

  /** These and those; itself if those bring nothing new. */
  Values or(Values others) {
    if (this == others || few == null || others.isNone()) {
      return this;
    }
    if (others.few == null || few.length == 0) {
      return others;
    }
    if (hasAll(few, others.few)) {
      return this;
    }
    long[] all = new long[few.length + others.few.length];
    int count = 0;
    int left = 0;
    int right = 0;
    while (left < few.length || right < others.few.length) {
      boolean takesLeft =
          right == others.few.length || (left < few.length && few[left] <= others.few[right]);
      if (takesLeft && right < others.few.length && few[left] == others.few[right]) {
        right++;
      }
      all[count++] = takesLeft ? few[left++] : others.few[right++];
    }
    return count > LIMIT ? ANY : new Values(Arrays.copyOf(all, count));
  }

  private static boolean hasAll(long[] few, long[] others) {
    int at = 0;
    for (long other : others) {
      while (at < few.length && few[at] < other) {
        at++;
      }
      if (at == few.length || few[at] != other) {
        return false;
      }
    }
    return true;
  }

  /** What becomes of each. */
  Values map(LongUnaryOperator operation) {
    if (few == null) {
      return ANY;
    }
    Values result = NONE;
    for (long value : few) {
      result = result.or(of(operation.applyAsLong(value)));
    }
    return result;
  }

  @Override
  public String toString() {
    return few == null ? "any" : Arrays.toString(few);
  }
}
