// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * A model with a value for each knob that is drawn.
 *
 * @param values in the order of the ranges
 */
record Setting(Model model, ImmutableMap<String, Integer> values) {
  /** Every setting of the ranges, the values of the last one changing fastest. */
  static ImmutableList<Setting> all(Model model, ImmutableList<KnobRange> ranges) {
    List<Setting> all = List.of(new Setting(model, ImmutableMap.of()));
    for (KnobRange range : ranges) {
      List<Setting> more = new ArrayList<>();
      for (Setting setting : all) {
        for (int value = range.first(); value <= range.last(); value++) {
          more.add(setting.with(range.name(), value));
        }
      }
      all = more;
    }
    return ImmutableList.copyOf(all);
  }

  private Setting with(String knob, int value) {
    return new Setting(
        model.define(knob, Integer.toString(value)),
        ImmutableMap.<String, Integer>builder().putAll(values).put(knob, value).buildOrThrow());
  }

  Machine machine() {
    return new Machine(model.program(), model.memory());
  }

  /** Whether no knob has a greater value than in the other one. */
  boolean isAtMost(Setting other) {
    return values.entrySet().stream()
        .allMatch(knob -> knob.getValue() <= other.values.getOrDefault(knob.getKey(), 0));
  }

  /** What is made as small as can be first. */
  int sum() {
    return values.values().stream().mapToInt(Integer::intValue).sum();
  }
}
