// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import dev.pincer.house.AtOnce;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two threads add a state each to a table that is full, and make its index larger; what is in it
 * has one home there.
 */
final class GrowthRun implements Supplier<String> {
  static final int INDEX_BITS = 2;

  /** As many as an index of this size takes. */
  private static final int FULL = 3;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable StateTable shared;

  @Override
  public String get() {
    long[] states = neighbours(FULL + 2);
    StateTable table = new StateTable(1, INDEX_BITS, 1, 1);
    shared = table;
    StateTable.Inserter one = table.inserter();
    StateTable.Inserter other = table.inserter();
    int[] numbers = new int[1];
    for (int i = 0; i < FULL; i++) {
      one.insert(new long[] {states[i]}, 1, numbers);
    }
    AtOnce.both(
        () -> one.insert(new long[] {states[FULL]}, 1, new int[1]),
        () -> other.insert(new long[] {states[FULL + 1]}, 1, new int[1]));
    if (shared != table) {
      return "not shared";
    }
    for (long state : states) {
      int found = table.find(new long[] {state}, 0);
      if (found < 0) {
        return state + " is lost";
      }
      if (table.chunk(found)[table.offset(found)] != state) {
        return state + " has the number of another";
      }
    }
    return "";
  }

  /** States whose home is the same in an index of twice the size. */
  static long[] neighbours(int count) {
    long[] states = new long[count];
    long home = home(0);
    int found = 0;
    for (long state = 0; found < count; state++) {
      if (home(state) == home) {
        states[found++] = state;
      }
    }
    return states;
  }

  private static long home(long state) {
    return Mix.hash(new long[] {state}, 0, 1) >>> (Long.SIZE - INDEX_BITS - 1);
  }
}
