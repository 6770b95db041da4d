// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** What is measured: whole scenarios, at three sizes each. */
public final class Suite {
  private Suite() {}

  /** The counts are those of searches without reductions. */
  public static final ImmutableList<Case> CASES =
      ImmutableList.of(
          yardstick(Case.Size.SMALL, 2, 2, 32_605, 98_639, 4),
          yardstick(Case.Size.MEDIUM, 2, 3, 635_064, 2_483_329, 8),
          yardstick(Case.Size.LARGE, 2, 4, 12_197_940, 58_593_137, 16),
          shipped("gup-unmap", Case.Size.SMALL, ImmutableMap.of("NR_GUP", 1)),
          shipped("gup-unmap", Case.Size.MEDIUM, ImmutableMap.of("NR_GUP", 1, "NR_PAGES", 5)),
          shipped("gup-unmap", Case.Size.LARGE, ImmutableMap.of("NR_GUP", 2)),
          shipped("fork-gup-fast", Case.Size.SMALL, ImmutableMap.of("NR_GUP", 1, "NR_PAGES", 3)),
          shipped("fork-gup-fast", Case.Size.MEDIUM, ImmutableMap.of("NR_GUP", 1)),
          shipped("fork-gup-fast", Case.Size.LARGE, ImmutableMap.of("NR_GUP", 2)));

  /** What the peers have as well, so its counts are fixed. */
  private static Case yardstick(
      Case.Size size, int entries, int cpus, long states, long transitions, long starts) {
    return new Case(
        "fork-gup",
        size,
        "bench/fork-gup.c",
        "",
        ImmutableMap.of("NR_PTES", entries, "NR_GUP", cpus),
        states,
        transitions,
        starts,
        true);
  }

  /** A scenario of the small Linux, which goes on changing. */
  private static Case shipped(
      String scenario, Case.Size size, ImmutableMap<String, Integer> defines) {
    return new Case(scenario, size, scenario, "today", defines, 0, 0, 1, false);
  }
}
