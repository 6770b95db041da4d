// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableMap;

/**
 * One model at one size.
 *
 * @param scenario its name; with {@code peers}, also that of the files in {@code bench/}
 * @param model what {@code pincer check} is given: a scenario, or a file below the top folder
 * @param stage the stage of the small Linux; empty for a model that needs none
 * @param defines the {@code -D} values of this size
 * @param states what an unreduced search finds; 0 for a model that goes on changing
 * @param transitions steps that it takes; 0 for such a model
 * @param starts its initial states
 * @param peers whether other tools have the same model
 */
public record Case(
    String scenario,
    Size size,
    String model,
    String stage,
    ImmutableMap<String, Integer> defines,
    long states,
    long transitions,
    long starts,
    boolean peers) {

  /** How large it is, beside the others of its scenario. */
  public enum Size {
    SMALL,
    MEDIUM,
    LARGE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether these counts are those of the case, as far as they are fixed. */
  boolean hasCounts(long found, long steps) {
    return states == 0 || (found == states && steps == transitions);
  }

  /** {@code fork-gup medium (NR_PTES=2 NR_GUP=3)}. */
  String title() {
    StringBuilder text = new StringBuilder(scenario).append(' ').append(size.word());
    if (!defines.isEmpty()) {
      text.append(" (");
      defines.forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
      text.setCharAt(text.length() - 1, ')');
    }
    return text.toString();
  }
}
