// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one property of one subject, and what it should have been.
 *
 * @param place {@code path:line} of the property's declaration; empty for a built-in one
 * @param expected what expected.txt says; null where it says nothing
 * @param asExpected whether it is as expected.txt says, or good where that says nothing
 */
public record Judgement(
    Finding finding, String place, @Nullable Expected expected, boolean asExpected) {

  /**
   * A row of expected.txt.
   *
   * @param steps of the shortest run; -1 where the row does not say
   */
  public record Expected(Verdict verdict, int steps, String why) {

    /** {@code broken in 17 steps}. */
    String text() {
      return Judgement.text(verdict, steps);
    }
  }

  String text() {
    return text(finding.verdict(), finding.steps());
  }

  private static String text(Verdict verdict, int steps) {
    return steps < 0 ? verdict.word() : verdict.word() + " in " + Counts.of(steps, "step");
  }

  /** Whether a model is right that has this verdict: nothing broken, each witness reached. */
  public static boolean good(Verdict verdict) {
    return switch (verdict) {
      case HOLDS, REACHED -> true;
      case BROKEN, UNREACHED, UNKNOWN -> false;
    };
  }
}
