// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import dev.pincer.house.AtOnce;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A thread leads two slices, and another one comes by. */
final class JointWorkRun implements Supplier<String> {
  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable JointWork shared;

  @Override
  public String get() {
    JointWork work = new JointWork();
    shared = work;
    AtomicIntegerArray times = new AtomicIntegerArray(2);
    int[] seen = new int[2];
    AtOnce.both(
        () -> {
          work.lead(2, 1, (from, to) -> times.incrementAndGet(from));
          seen[0] = times.get(0);
          seen[1] = times.get(1);
        },
        work::help);
    if (shared != work) {
      return "not shared";
    }
    return seen[0] == 1 && seen[1] == 1 ? "" : "done " + seen[0] + " and " + seen[1] + " times";
  }
}
