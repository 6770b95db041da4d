// SPDX-License-Identifier: Apache-2.0
package dev.pincer.verdict;

/**
 * A way to leave states out that a search was allowed to use.
 *
 * @param used whether it did
 * @param text what it made use of, as {@code gup[0] .. gup[1]}; if it is not used, why not
 */
public record Reduction(Kind kind, boolean used, String text) {
  public enum Kind {
    /** One state for all that differ by an exchange of interchangeable threads. */
    SYMMETRY,
    /** One order of steps for all that make no difference. */
    PARTIAL_ORDER;

    /** As in reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }
}
