// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one property of one subject, and what it should have been.
 *
 * @param place {@code path:line} of the property's declaration; empty for a built-in one
 * @param expected what is expected; null where nobody has said, as of a patch of the user's
 * @param asExpected whether it is as expected; good, where nobody has said what to expect
 */
public record Judged(
    Finding finding, String place, @Nullable Expected expected, boolean asExpected) {

  /**
   * What was expected beside what was found, in one notation.
   *
   * @param want {@code broken in 17 steps, 1283 states}
   * @param why the reason that expected.txt gives; empty where it has no row
   */
  public record Expected(Verdict verdict, String want, String got, String why) {}

  /** {@code broken in 17 steps}. */
  String got() {
    if (expected != null) {
      return expected.got();
    }
    int steps = finding.steps();
    String word = finding.verdict().word();
    return steps < 0 ? word : word + " in " + Counts.of(steps, "step");
  }

  String want() {
    if (expected != null) {
      return expected.want();
    }
    return finding.kind() == Finding.Kind.WITNESS ? Verdict.REACHED.word() : Verdict.HOLDS.word();
  }

  /** Whether it is to stand out: decided, and not as expected.txt says. */
  boolean isMarked() {
    return !asExpected && expected != null && finding.verdict() != Verdict.UNKNOWN;
  }

  /** Whether a model is right that has this verdict: nothing broken, each witness reached. */
  public static boolean good(Verdict verdict) {
    return switch (verdict) {
      case HOLDS, REACHED -> true;
      case BROKEN, UNREACHED, UNKNOWN -> false;
    };
  }
}
