// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.pincer.KnobRange;
import dev.pincer.Sample;
import java.util.List;

/**
 * A {@code -D} of the command line.
 *
 * @param value {@code 1} if there is none
 */
record Definition(String name, String value) {
  private static final String DOTS = "..";

  static Definition of(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Definition(text, "1")
        : new Definition(text.substring(0, equals), text.substring(equals + 1));
  }

  boolean isRange() {
    return value.contains(DOTS);
  }

  /** The values to draw from. */
  KnobRange range() {
    List<String> ends = Splitter.on(DOTS).splitToList(value);
    Integer first = ends.size() == 2 ? Ints.tryParse(ends.get(0)) : null;
    Integer last = ends.size() == 2 ? Ints.tryParse(ends.get(1)) : null;
    if (first == null || last == null) {
      throw Refusal.range(
          toString(), "its ends are no whole numbers", "as in `-D" + name + "=1..4`");
    }
    if (first > last) {
      throw Refusal.range(
          toString(),
          "its last value is less than its first",
          "`-D" + name + "=" + last + DOTS + first + "`");
    }
    if ((long) last - first >= Sample.MOST_SETTINGS) {
      throw Refusal.range(
          toString(),
          "it has more than " + Sample.MOST_SETTINGS + " values",
          "take a smaller range");
    }
    return new KnobRange(name, first, last);
  }

  @Override
  public String toString() {
    return "-D" + name + "=" + value;
  }
}
