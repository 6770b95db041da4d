// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.sample.SampleResult;
import java.util.Locale;

/** What was drawn at random, in words. It never says that anything holds. */
public final class SampleReport {
  private SampleReport() {}

  /** How a race was found: below its diagram, in lines. */
  public static ImmutableList<String> found(
      SampleResult.Found found, String strategy, long seed, SampledKnobs knobs) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        String.format(
            Locale.ROOT,
            "found:    by schedule %s of %s, seed %d; shrunk from %s, so there may be a shorter one",
            Counts.grouped(found.number()),
            strategy,
            seed,
            Counts.of(found.schedule().stepCount(), "step")));
    String values = knobs.found(found.broken().property());
    if (!values.isEmpty()) {
      lines.add("knobs:    " + values);
    }
    return lines.build();
  }

  /**
   * The last lines: how much was drawn, and what that is worth.
   *
   * @param maxSteps after which a schedule was given up
   */
  public static String summary(
      SampleResult result,
      String memory,
      String strategy,
      long seed,
      int maxSteps,
      SampledKnobs knobs) {
    StringBuilder out = new StringBuilder();
    out.append(result.found().isEmpty() ? "no violation" : "violation");
    boolean allCut = result.cut() > 0 && result.cut() == result.schedules();
    if (allCut) {
      out.append(" in the first ").append(Counts.of(maxSteps, "step")).append(", as no run ended,");
    }
    out.append(" in ").append(Counts.of(result.schedules(), "schedule"));
    out.append(" of ").append(strategy).append(", seed ").append(seed).append(", ").append(memory);
    knobs.knobs().forEach(knob -> out.append(", ").append(knob));
    out.append(String.format(Locale.ROOT, "; %.1f s%n", result.elapsed().toNanos() / 1e9));
    out.append("  covered: ").append(Counts.of(result.steps(), "step")).append(" through ");
    out.append(Counts.of(result.states(), "state"));
    out.append(result.interrupted() ? "; stopped before all were drawn\n" : "\n");
    if (result.cut() > 0) {
      out.append("  given up: ").append(allCut ? "all " : "");
      out.append(Counts.of(result.cut(), "schedule"));
      out.append(" after ").append(Counts.of(maxSteps, "step"));
      out.append("; how they end was not judged: --max-steps N goes on for longer\n");
    }
    out.append(knobs.covered(result));
    out.append("  promise: ").append(result.promise()).append('\n');
    out.append("  not judged: witnesses, livelock, eventually, leads_to\n");
    return out.toString();
  }
}
