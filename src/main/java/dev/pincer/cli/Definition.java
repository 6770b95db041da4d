// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.pincer.KnobRange;
import dev.pincer.Model;
import dev.pincer.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  /** {@code model} with all of them, which have one value each. */
  static Model define(Model model, List<String> definitions) {
    Model with = model;
    for (String text : definitions) {
      Definition definition = of(text);
      if (with.defines().containsKey(definition.name)) {
        throw Refusal.twice("-D" + text);
      }
      if (definition.isRange()) {
        throw Refusal.range(
            definition.toString(),
            "only one value can be judged at a time",
            "`pincer sample` draws from a range; else call once for each value");
      }
      with = with.define(definition.name, definition.value);
    }
    return with;
  }

  /** The same with the first value of each range. */
  static List<String> firstValues(List<String> definitions) {
    return definitions.stream()
        .map(Definition::of)
        .map(
            one ->
                one.isRange() ? one.name + "=" + one.range().first() : one.toString().substring(2))
        .toList();
  }

  /** Those that are ranges, in the order of the command line. */
  static ImmutableList<KnobRange> ranges(List<String> definitions) {
    ImmutableList.Builder<KnobRange> ranges = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    long settings = 1;
    for (String text : definitions) {
      Definition definition = of(text);
      if (!names.add(definition.name)) {
        throw Refusal.twice("-D" + text);
      }
      if (definition.isRange()) {
        KnobRange range = definition.range();
        ranges.add(range);
        settings *= range.size();
        if (settings > Sample.MOST_SETTINGS) {
          throw Refusal.range(
              definition.toString(),
              "there are more than " + Sample.MOST_SETTINGS + " settings together",
              "take smaller ranges, or fewer of them");
        }
      }
    }
    return ranges.build();
  }

  private KnobRange range() {
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
