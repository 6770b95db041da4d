// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.verdict.SearchResult;

/** The counts of one model with steps as large as statements, to compare with other explorers. */
public record FullCounts(Subject subject, SearchResult result) {
  /** What stands below the lines. */
  public static final String WHAT_IS_COUNTED =
      """

      Counts to compare with other explorers, not verdicts: a step is a statement or an atomic
      block, every local that was set is part of the state, and nothing is hidden or merged.
      """;

  /** {@code peterson.1: 12 498 states, 33 369 transitions, 54 levels}. */
  public String line() {
    StringBuilder text = new StringBuilder(subject.scenario());
    if (!subject.stage().isEmpty()) {
      text.append(", ").append(subject.stage());
    }
    subject.patches().forEach(patch -> text.append(" + ").append(patch));
    subject
        .defines()
        .forEach((name, value) -> text.append(", -D").append(name).append('=').append(value));
    text.append(": ").append(Counts.of(result.states(), "state"));
    text.append(", ").append(Counts.of(result.transitions(), "transition"));
    text.append(", ").append(Counts.of(result.completeDepth() + 1, "level"));
    if (!result.exhaustive()) {
      text.append("; ").append(Coverage.word(result.limit()));
    }
    return text.append('\n').toString();
  }

  /** As {@code --json} prints them. */
  public static String json(ImmutableList<FullCounts> all, int exit) {
    return Json.fullCounts(all, exit);
  }
}
