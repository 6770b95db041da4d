// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A finding beside what was expected.
 *
 * @param row the row that says so; null where the table is silent
 * @param want the expected verdict
 * @param states distinct states of the search; -1 if it was not exhaustive
 */
public record Judgement(
    String subject,
    String scenario,
    Finding finding,
    Expectations.@Nullable Row row,
    Verdict want,
    long states,
    Outcome outcome) {

  public enum Outcome {
    AS_EXPECTED,
    VERDICT_CHANGED,
    /** The verdict is the expected one, but not the number of steps or states. */
    COUNT_CHANGED,
    /** The search ended too early to tell. */
    UNDECIDED
  }

  static Judgement of(
      String subject,
      String scenario,
      Finding finding,
      Expectations.@Nullable Row row,
      SearchResult result) {
    Verdict want =
        row == null || row.property().equals(Expectations.ALL)
            ? usual(finding.kind())
            : row.verdict();
    long states = result.exhaustive() ? result.states() : -1;
    Outcome outcome;
    if (finding.verdict() == Verdict.UNKNOWN) {
      outcome = Outcome.UNDECIDED;
    } else if (finding.verdict() != want) {
      outcome = Outcome.VERDICT_CHANGED;
    } else if (row != null && countsDiffer(row, finding, states)) {
      outcome = Outcome.COUNT_CHANGED;
    } else {
      outcome = Outcome.AS_EXPECTED;
    }
    return new Judgement(subject, scenario, finding, row, want, states, outcome);
  }

  /** What is expected of a property of which nothing else is said. */
  static Verdict usual(Finding.Kind kind) {
    return kind == Finding.Kind.WITNESS ? Verdict.REACHED : Verdict.HOLDS;
  }

  private static boolean countsDiffer(Expectations.Row row, Finding finding, long states) {
    return (row.steps() >= 0 && row.steps() != finding.steps())
        || (row.states() >= 0 && states >= 0 && row.states() != states);
  }

  static String name(String subject, String scenario, String property) {
    return subject + "/" + scenario + "/" + property;
  }

  /** {@code STAGE/SCENARIO/PROPERTY}, as {@code --accept} takes it. */
  public String name() {
    return name(subject, scenario, finding.property());
  }

  /** What was expected, in the notation of {@link #got}. */
  public String wantText() {
    if (row == null) {
      return want.word() + ", as nothing else is written";
    }
    return text(want, row.steps(), row.states());
  }

  /** What was found: {@code broken in 23 steps, 1283 states}. */
  public String got() {
    return text(finding.verdict(), finding.steps(), states);
  }

  private static String text(Verdict verdict, long steps, long states) {
    return verdict.word()
        + (steps >= 0 ? " in " + steps + " steps" : "")
        + (states >= 0 ? ", " + states + " states" : "");
  }

  /** Reports that it is not as expected; nothing if it is, or is undecided. */
  public void report(Diagnostics diagnostics) {
    Span place = row == null ? Disk.nowhere("expected.txt") : row.place();
    switch (outcome) {
      case VERDICT_CHANGED -> {
        String why = row == null ? "" : "  (" + row.why() + ")";
        diagnostics
            .error(ErrorCode.VERDICT_CHANGED, place, name())
            .note("want " + wantText() + why + "\n              got  " + got())
            .hint("if this is meant: `--update --accept " + name() + "`, and write why");
      }
      case COUNT_CHANGED ->
          diagnostics
              .error(ErrorCode.COUNT_CHANGED, place, name())
              .note("want " + wantText() + "\n              got  " + got());
      case AS_EXPECTED, UNDECIDED -> {}
    }
  }
}
