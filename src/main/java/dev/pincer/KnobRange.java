// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

/**
 * Values of a knob to draw from: whole numbers, both ends among them.
 *
 * @param name of the macro
 */
public record KnobRange(String name, int first, int last) {
  public KnobRange {
    if (first > last) {
      throw new IllegalArgumentException(first + " to " + last);
    }
  }

  public int size() {
    return last - first + 1;
  }

  /** {@code -DNR_PAGES=1..4}: as on the command line. */
  @Override
  public String toString() {
    return "-D" + name + "=" + first + ".." + last;
  }
}
