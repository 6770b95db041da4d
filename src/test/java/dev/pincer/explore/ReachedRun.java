// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.AtOnce;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two threads come to a state, each in both directions. */
final class ReachedRun implements Supplier<String> {
  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Reached shared;

  @Override
  public String get() {
    Reached reached = new Reached(new AtomicIntegerArray(1));
    shared = reached;
    boolean[] forwards = new boolean[2];
    boolean[] backwards = new boolean[2];
    AtOnce.both(
        () -> {
          forwards[0] = reached.mark(0, Reached.FORWARDS);
          backwards[0] = reached.mark(0, Reached.BACKWARDS);
        },
        () -> {
          backwards[1] = reached.mark(0, Reached.BACKWARDS);
          forwards[1] = reached.mark(0, Reached.FORWARDS);
        });
    if (shared != reached) {
      return "not shared";
    }
    if (forwards[0] == forwards[1] || backwards[0] == backwards[1]) {
      return "not one who was first";
    }
    int directions = reached.directions(0);
    return directions == (Reached.FORWARDS | Reached.BACKWARDS) ? "" : "reached " + directions;
  }
}
