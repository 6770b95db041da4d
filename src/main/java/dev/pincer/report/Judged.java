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
 * @param asExpected whether it is as expected; where nobody has said what to expect, whether it is
 *     good; with patches of the user's, whether they make it no worse
 * @param before the verdict without the patches of the user's, as expected.txt says or, where it
 *     says nothing, as found; null where there are none, or nobody has looked
 */
public record Judged(
    Finding finding,
    String place,
    @Nullable Expected expected,
    boolean asExpected,
    @Nullable Verdict before) {

  public Judged(Finding finding, String place, @Nullable Expected expected, boolean asExpected) {
    this(finding, place, expected, asExpected, null);
  }

  /** What patches of the user's do to a verdict. */
  public enum Change {
    NONE,
    /** It held, and is broken. */
    BREAKS,
    /** It was broken, and holds. */
    MENDS,
    /** A witness that was reached is unreached. */
    LOSES,
    /** A witness that was unreached is reached. */
    GAINS
  }

  /**
   * What was expected beside what was found, in one notation.
   *
   * @param want {@code broken in 17 steps, 1283 states}
   * @param why the reason that expected.txt gives; empty where it has no row
   * @param place {@code expected.txt:9}, the row; empty where it has none
   */
  public record Expected(Verdict verdict, String want, String got, String why, String place) {}

  /**
   * What the patches do to it; NONE where there are none, or it is undecided, or good where nobody
   * knows what it was.
   */
  public Change change() {
    Verdict now = finding.verdict();
    if (before == null || now == before) {
      return Change.NONE;
    }
    return switch (now) {
      case HOLDS -> before == Verdict.UNKNOWN ? Change.NONE : Change.MENDS;
      case BROKEN -> Change.BREAKS;
      case REACHED -> before == Verdict.UNKNOWN ? Change.NONE : Change.GAINS;
      case UNREACHED -> Change.LOSES;
      case UNKNOWN -> Change.NONE;
    };
  }

  /** As one with patches of the user's, beside the verdict without them; null if there is none. */
  Judged beside(@Nullable Judged unpatched) {
    Verdict was =
        unpatched == null
            ? null
            : unpatched.expected != null
                ? unpatched.expected.verdict()
                : unpatched.finding.verdict();
    Verdict now = finding.verdict();
    boolean known = was != null && was != Verdict.UNKNOWN && now != Verdict.UNKNOWN;
    return new Judged(finding, place, expected, good(now) || (known && now == was), was);
  }

  /** As one that is there for comparison: where nobody has said what to expect, nothing is. */
  Judged asBase() {
    boolean said = expected != null || finding.verdict() == Verdict.UNKNOWN;
    return said ? this : new Judged(finding, place, null, true);
  }

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
