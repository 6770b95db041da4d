// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;

/** All strategies, by the names that users give. */
public final class Strategies {
  public static final ImmutableList<String> NAMES = ImmutableList.of("pct", "random", "guided");

  /**
   * The depth of {@code pct}, if nobody says another. Few races of the models are deeper; and a
   * race that is less deep is found nearly as soon, as changes of priority that it does not need do
   * it no harm.
   */
  public static final int DEPTH = 5;

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
