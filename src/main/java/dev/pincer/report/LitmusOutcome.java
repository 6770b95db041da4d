// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.pincer.litmus.LitmusTest;
import dev.pincer.litmus.Value;
import dev.pincer.replay.Trace;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a litmus test came to.
 *
 * @param memory the memory model
 * @param states the final states, by what the test observes
 * @param result of the search
 * @param witness the shortest run to a final state that fulfils the condition, or for {@code
 *     forall} that does not; null if there is none
 */
public record LitmusOutcome(
    LitmusTest test,
    String memory,
    ImmutableSet<ImmutableMap<String, Value>> states,
    SearchResult result,
    @Nullable Trace witness) {
  /** How often the condition is true at the end. */
  public enum Observation {
    NEVER,
    SOMETIMES,
    ALWAYS,
    /** The search was cut off before it could tell. */
    UNKNOWN;

    /** As herd prints it: {@code Never}. */
    public String word() {
      String name = name();
      return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /** Final states that fulfil the condition. */
  public int positive() {
    return (int) states.stream().filter(test.condition()::holds).count();
  }

  public Observation observation() {
    int positive = positive();
    int negative = states.size() - positive;
    if (positive > 0 && negative > 0) {
      return Observation.SOMETIMES;
    }
    if (!result.exhaustive()) {
      return Observation.UNKNOWN;
    }
    return positive == 0 ? Observation.NEVER : Observation.ALWAYS;
  }

  /** What the tool itself says against the test: a data race, undefined behaviour. */
  public ImmutableList<String> flags() {
    ImmutableList.Builder<String> flags = ImmutableList.builder();
    for (Finding finding : result.findings()) {
      boolean flagged =
          finding.kind() == Finding.Kind.DATA_RACE
              || finding.kind() == Finding.Kind.UNDEFINED_BEHAVIOUR
              || finding.kind() == Finding.Kind.ASSERT;
      if (flagged && finding.verdict() == Verdict.BROKEN) {
        String name = finding.property().replace('_', '-');
        flags.add(
            finding.detail().startsWith(name) ? finding.detail() : name + ": " + finding.detail());
      }
    }
    return flags.build();
  }

  /** As herd's log, so that its tools read it; then the witness as a race diagram. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("Test ").append(test.name()).append(' ').append(kind()).append('\n');
    out.append("States ").append(states.size()).append('\n');
    lines().forEach(line -> out.append(line).append('\n'));
    out.append(judgement()).append('\n');
    flags().forEach(flag -> out.append("Flag ").append(flag).append('\n'));
    int positive = positive();
    out.append("Condition ").append(test.text()).append('\n');
    out.append("Observation ").append(test.name()).append(' ').append(observation().word());
    out.append(' ').append(positive).append(' ').append(states.size() - positive).append('\n');
    out.append(
        String.format(
            Locale.ROOT, "Time %s %.2f\n", test.name(), result.elapsed().toMillis() / 1000.0));
    out.append("Search ").append(Counts.of(result.states(), "state")).append(", ");
    out.append(memory).append(", ").append(Coverage.word(result.limit())).append('\n');
    Trace run = witness;
    if (run != null) {
      out.append('\n');
      diagram(run).lines().forEach(line -> out.append("  ").append(line).append('\n'));
    }
    return out.append('\n').toString();
  }

  private String diagram(Trace run) {
    boolean denied = test.quantifier() == LitmusTest.Quantifier.FORALL;
    return RaceDiagram.of(
        run, ImmutableList.of((denied ? "not " : "") + test.text() + ": " + run.schedule()));
  }

  /** Whether it is as the quantifier says: {@code Ok}, {@code No}; or not known. */
  private String judgement() {
    Observation observation = observation();
    if (observation == Observation.UNKNOWN) {
      return "Unknown";
    }
    boolean asAsked =
        switch (test.quantifier()) {
          case EXISTS -> observation == Observation.SOMETIMES || observation == Observation.ALWAYS;
          case NOT_EXISTS -> observation == Observation.NEVER;
          case FORALL -> observation == Observation.ALWAYS;
        };
    return asAsked ? "Ok" : "No";
  }

  private String kind() {
    return switch (test.quantifier()) {
      case EXISTS -> "Allowed";
      case NOT_EXISTS -> "Forbidden";
      case FORALL -> "Required";
    };
  }

  /** {@code 0:r0=0; 1:r0=1;}, sorted. */
  private ImmutableSortedSet<String> lines() {
    ImmutableSortedSet.Builder<String> lines = ImmutableSortedSet.naturalOrder();
    for (ImmutableMap<String, Value> state : states) {
      lines.add(
          Joiner.on(' ').join(state.entrySet().stream().map(LitmusOutcome::equation).iterator()));
    }
    return lines.build();
  }

  private static String equation(Map.Entry<String, Value> entry) {
    return entry.getKey() + "=" + entry.getValue() + ";";
  }

  /** Its members for JSON. */
  JsonObject json() {
    JsonObject object = new JsonObject();
    object.addProperty("file", test.model().path());
    object.addProperty("name", test.name());
    object.addProperty("memory", memory.replaceFirst(",.*", ""));
    object.addProperty("condition", test.text());
    object.addProperty("observation", observation().word());
    object.addProperty("positive", positive());
    object.addProperty("negative", states.size() - positive());
    JsonArray all = new JsonArray();
    for (ImmutableMap<String, Value> state : states) {
      JsonObject values = new JsonObject();
      state.forEach((label, value) -> values.addProperty(label, value.toString()));
      all.add(values);
    }
    object.add("finalStates", all);
    JsonArray flags = new JsonArray();
    flags().forEach(flags::add);
    object.add("flags", flags);
    Trace run = witness;
    object.addProperty("schedule", run == null ? null : run.schedule().toString());
    object.addProperty("diagram", run == null ? null : diagram(run));
    object.addProperty("states", result.states());
    object.addProperty("limit", Coverage.limit(result.limit()));
    object.addProperty("seconds", result.elapsed().toMillis() / 1000.0);
    return object;
  }
}
