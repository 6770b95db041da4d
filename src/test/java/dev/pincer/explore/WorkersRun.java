// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.Arrays;
import java.util.function.Supplier;

/** Two workers do five jobs, two at a time, so that either may take some more than once. */
final class WorkersRun implements Supplier<String> {
  @Override
  public String get() {
    int[] done = new int[5];
    try (Workers workers = new Workers(2, 2)) {
      workers.slices(
          done.length,
          (worker, from, to) -> {
            for (int job = from; job < to; job++) {
              done[job]++;
            }
          });
    }
    return Arrays.equals(done, new int[] {1, 1, 1, 1, 1}) ? "" : Arrays.toString(done);
  }
}
