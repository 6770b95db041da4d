// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.verdict.Reduction;

/**
 * A model that was searched with and without a reduction.
 *
 * @param states without it, and {@code reducedStates} with it
 * @param ends states in which a run may end that were compared
 * @param differences what should be the same and is not, a line each
 */
public record Audited(
    Subject subject,
    Reduction reduction,
    long states,
    long reducedStates,
    long ends,
    ImmutableList<String> differences) {

  /** A line, one for what it might have done besides, and one for each difference. */
  public String lines() {
    StringBuilder text = new StringBuilder(subject.scenario());
    if (!subject.stage().isEmpty()) {
      text.append(", ").append(subject.stage());
    }
    subject.patches().forEach(patch -> text.append(" + ").append(patch));
    subject
        .defines()
        .forEach((name, value) -> text.append(", -D").append(name).append('=').append(value));
    text.append(": ").append(reduction.kind().word());
    if (!reduction.used()) {
      text.append(" not used: ").append(reduction.text());
      if (!reduction.besides().isEmpty()) {
        text.append("; ").append(reduction.besides());
      }
      return text.append('\n').toString();
    }
    text.append(" of ").append(reduction.text()).append(": ");
    text.append(Counts.of(states, "state")).append(", ");
    text.append(Counts.grouped(reducedStates)).append(" with it; ");
    if (differences.isEmpty()) {
      text.append("verdicts, runs and ").append(Counts.of(ends, "end")).append(" are the same\n");
      if (!reduction.besides().isEmpty()) {
        text.append("      no more, as ").append(reduction.besides()).append('\n');
      }
    } else {
      text.append("NOT THE SAME\n");
      differences.forEach(difference -> text.append("      ").append(difference).append('\n'));
    }
    return text.toString();
  }

  /** As {@code --json} prints them. */
  public static String json(ImmutableList<Audited> all, int exit) {
    return Json.audits(all, exit);
  }
}
