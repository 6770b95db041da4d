// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.ThreadForEach;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two workers look at three states, and find all of them. */
final class FoundStatesRun implements Supplier<String> {
  private static final int STATES = 3;

  /** Here both workers can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable FoundStates shared;

  @Override
  public String get() {
    FoundStates found = new FoundStates(2);
    shared = found;
    new Workers(2, 1, new ThreadForEach())
        .slices(
            STATES,
            (worker, from, to) -> {
              for (int state = from; state < to; state++) {
                found.of(worker).add(state);
              }
            });
    int[] all = found.together();
    Arrays.sort(all);
    return shared == found && Arrays.equals(all, new int[] {0, 1, 2}) ? "" : Arrays.toString(all);
  }
}
