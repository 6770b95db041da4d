// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A verdict that is expected under a memory model that is not there yet, or not trusted.
 *
 * @param label the stage or proposal
 * @param property its name, or {@code *} for all that have no row of their own
 * @param verdict the word for what is expected
 */
public record Waiting(
    String scenario, String label, String memory, String property, String verdict, String why) {

  /**
   * A line for each property and verdict, with where it is expected.
   *
   * @param ranges makes a list of labels short
   */
  static void append(
      StringBuilder out, ImmutableList<Waiting> all, UnaryOperator<List<String>> ranges) {
    Map<String, List<String>> where = new LinkedHashMap<>();
    for (Waiting waiting : all) {
      String claim = waiting.property.equals("*") ? "all" : waiting.property;
      where
          .computeIfAbsent(
              claim + " " + waiting.verdict + " under " + waiting.memory, key -> new ArrayList<>())
          .add(waiting.label);
    }
    where.forEach(
        (claim, labels) -> {
          List<String> words = new ArrayList<>(ranges.apply(labels));
          words.set(0, claim + " at " + words.get(0));
          Details.append(out, "waiting", words);
        });
  }

  /** {@code 9 verdicts wait for a memory model (weak 8, lkmm 1)}; empty if none does. */
  static String claim(ImmutableList<Waiting> all) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    all.forEach(waiting -> counts.merge(waiting.memory, 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((memory, count) -> parts.add(memory + " " + count));
    return all.isEmpty()
        ? ""
        : Counts.of(all.size(), "verdict")
            + (all.size() == 1 ? " waits" : " wait")
            + " for a memory model ("
            + Joiner.on(", ").join(parts)
            + ")";
  }
}
