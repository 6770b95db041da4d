// SPDX-License-Identifier: Apache-2.0
package dev.pincer.verdict;

/**
 * A way to leave states out that a search was allowed to use.
 *
 * @param used whether it did
 * @param text what it made use of, as {@code gup[0] .. gup[1]}; if it is not used, why not
 * @param besides what of its kind it did not make use of, and why not; empty if there is nothing to
 *     be said
 */
public record Reduction(Kind kind, boolean used, String text, String besides) {
  /** Of one beside which there is nothing to be said. */
  public Reduction(Kind kind, boolean used, String text) {
    this(kind, used, text, "");
  }

  public enum Kind {
    /** One state for all that differ by an exchange of interchangeable threads, or objects. */
    SYMMETRY,
    /** One order of steps for all that make no difference. */
    PARTIAL_ORDER;

    /** As in reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }
}
