// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

/**
 * How far a hunk may be from the place and the lines that the patch says.
 *
 * @param offset whether it may stand at other lines
 * @param fuzz how many lines of context at each end may differ, 0 ..
 */
public record Tolerance(boolean offset, int fuzz) {
  /** The series: each hunk stands where it says. */
  public static final Tolerance EXACT = new Tolerance(false, 0);

  /** Patches of users: a hunk may have moved, but its lines are the same. */
  public static final Tolerance OFFSET = new Tolerance(true, 0);

  /** {@code --fuzz}: as {@link #OFFSET}, and so many lines of context may differ. */
  public static Tolerance fuzz(int lines) {
    return new Tolerance(true, lines);
  }
}
