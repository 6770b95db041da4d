// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.KnobRange;
import dev.pincer.Model;
import dev.pincer.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The macros of the command line. */
final class Definitions {
  @Option(
      names = "-D",
      paramLabel = "NAME[=VALUE]",
      description = "define a macro, as for a C compiler; it must be one that the model uses")
  private List<String> definitions = List.of();

  boolean isEmpty() {
    return definitions.isEmpty();
  }

  /** As they were given: {@code , -DNR_GUP=2}; empty if there are none. */
  String text() {
    StringBuilder text = new StringBuilder();
    definitions.forEach(one -> text.append(", -D").append(one));
    return text.toString();
  }

  private ImmutableList<Definition> all() {
    Set<String> names = new HashSet<>();
    ImmutableList.Builder<Definition> all = ImmutableList.builder();
    for (String text : definitions) {
      Definition definition = Definition.of(text);
      if (!names.add(definition.name())) {
        throw Refusal.twice("-D" + text);
      }
      all.add(definition);
    }
    return all.build();
  }

  /** {@code model} with all of them, which have one value each. */
  Model define(Model model) {
    Model with = model;
    for (Definition definition : all()) {
      if (definition.isRange()) {
        throw Refusal.range(
            definition.toString(),
            "only one value can be judged at a time",
            "`pincer sample` draws from a range; else call once for each value");
      }
      with = with.define(definition.name(), definition.value());
    }
    return with;
  }

  /** {@code model} with those that are no ranges. */
  Model defineSingle(Model model) {
    Model with = model;
    for (Definition definition : all()) {
      with = definition.isRange() ? with : with.define(definition.name(), definition.value());
    }
    return with;
  }

  /** {@code model} with the first value of each range. */
  Model defineFirst(Model model) {
    Model with = defineSingle(model);
    for (KnobRange range : ranges()) {
      with = with.define(range.name(), Integer.toString(range.first()));
    }
    return with;
  }

  /** Those that are ranges, in the order of the command line. */
  ImmutableList<KnobRange> ranges() {
    ImmutableList.Builder<KnobRange> ranges = ImmutableList.builder();
    long settings = 1;
    for (Definition definition : all()) {
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
}
