// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;

/** All strategies, by the names that users give. */
public final class Strategies {
  public static final ImmutableList<String> NAMES = ImmutableList.of("pct", "random", "guided");

  private Strategies() {}

  /**
   * A new one, that has learnt nothing.
   *
   * @param depth of {@code pct}: how many ordering constraints make the race, 1 ..
   */
  public static Strategy named(String name, int depth) {
    return switch (name) {
      case "random" -> new UniformWalk();
      case "pct" -> new PriorityWalk(depth);
      case "guided" -> new GuidedWalk();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
