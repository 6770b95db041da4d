// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.sample.SampleResult;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The knobs that were drawn with the schedules.
 *
 * @param settings the value of each knob, in the order of the parts of the result; one without
 *     values if no knob was drawn
 * @param broken one for each property that broke
 */
public record SampledKnobs(
    ImmutableList<Knob> knobs,
    ImmutableList<ImmutableMap<String, Integer>> settings,
    ImmutableList<Broken> broken) {

  /** A knob and its values, both ends among them. */
  public record Knob(String name, int first, int last) {
    @Override
    public String toString() {
      return "-D" + name + "=" + first + ".." + last;
    }
  }

  /**
   * At which values a property broke.
   *
   * @param found those of the run that was drawn
   * @param least the smallest at which it was seen to break
   */
  public record Broken(
      String property, ImmutableMap<String, Integer> found, ImmutableMap<String, Integer> least) {}

  /** A line below the race: at which values; empty if no knob was drawn. */
  String found(String property) {
    for (Broken one : broken) {
      if (one.property().equals(property) && !knobs.isEmpty()) {
        return "with "
            + words(one.found())
            + (one.least().equals(one.found())
                ? "; no smaller values were seen to break it"
                : "; shrunk to " + words(one.least()));
      }
    }
    return "";
  }

  private static String words(Map<String, Integer> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining(", "));
  }

  /** What was covered with each value of each knob, a line for each. */
  String covered(SampleResult result) {
    StringBuilder out = new StringBuilder();
    for (Knob knob : knobs) {
      for (int value = knob.first(); value <= knob.last(); value++) {
        long schedules = 0;
        long steps = 0;
        long states = 0;
        for (int i = 0; i < settings.size(); i++) {
          if (Objects.equals(settings.get(i).get(knob.name()), value)) {
            schedules += result.parts().get(i).schedules();
            steps += result.parts().get(i).steps();
            states += result.parts().get(i).states();
          }
        }
        out.append("    ").append(knob.name()).append('=').append(value).append(": ");
        out.append(Counts.of(schedules, "schedule")).append(", ");
        out.append(Counts.of(steps, "step")).append(" through ");
        out.append(Counts.of(states, "state")).append('\n');
      }
    }
    return out.toString();
  }
}
