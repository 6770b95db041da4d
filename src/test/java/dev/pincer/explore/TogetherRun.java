// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.Arrays;
import java.util.function.Supplier;

/** Three workers do one job each. */
final class TogetherRun implements Supplier<String> {
  @Override
  public String get() {
    int[] done = new int[3];
    try (Workers workers = new Workers(3)) {
      workers.together(3, job -> done[job]++);
    }
    return Arrays.equals(done, new int[] {1, 1, 1}) ? "" : Arrays.toString(done);
  }
}
