// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import dev.pincer.house.AtOnce;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two threads put a state each into a new index, in which both have the same home. */
final class PlaceRun implements Supplier<String> {
  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile int @Nullable [] shared;

  @Override
  public String get() {
    StateTable table = new StateTable(1, GrowthRun.INDEX_BITS, 1, 1);
    long[] states = GrowthRun.neighbours(2);
    table.inserter().insert(states, 2, new int[2]);
    int[] fresh = new int[1 << GrowthRun.INDEX_BITS];
    shared = fresh;
    AtOnce.both(() -> table.place(0, 1, fresh, false), () -> table.place(1, 2, fresh, false));
    if (shared != fresh) {
      return "not shared";
    }
    long placed = IntStream.of(fresh).filter(slot -> slot != 0).count();
    return placed == 2 ? "" : placed + " of 2 are there";
  }
}
