// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All verdicts on one subject: a row of the matrix.
 *
 * @param label the stage or proposal, as the matrix names it
 * @param title what it is, a few words; may be empty
 * @param base the label of the stage below a proposal or patch; empty for a stage
 * @param kind what sort of row it is
 * @param verdicts one for each property, in the order of the findings
 * @param searched whether the states were explored for this row; false if the program is that of an
 *     earlier row, whose result it shares
 */
public record Sheet(
    Subject subject,
    String label,
    String title,
    String base,
    Kind kind,
    ImmutableList<Judged> verdicts,
    SearchResult result,
    boolean searched) {

  /** Where the code that was judged comes from. */
  public enum Kind {
    STAGE,
    PROPOSAL,
    /** With patches of the user. */
    PATCHED
  }

  /** {@code " at v5.8 (tso)"}, {@code " + fix.patch"}, {@code " (tso)"}: behind the scenario. */
  String at() {
    if (label.isEmpty()) {
      return "";
    }
    return (label.startsWith("+") || label.startsWith("(") ? " " : " at ") + label;
  }

  public boolean asExpected() {
    return verdicts.stream().allMatch(Judged::asExpected);
  }

  /** Whether it is a witness that is unreached with {@code -D} as, by expected.txt, without. */
  boolean isUnreachedAnyway(Judged judged) {
    return judged.expected() != null
        && judged.finding().verdict() == Verdict.UNREACHED
        && !subject.defines().isEmpty();
  }

  /** The verdicts on these properties alone. */
  public Sheet only(ImmutableSet<String> properties) {
    return with(
        verdicts.stream().filter(judged -> properties.contains(judged.finding().property())));
  }

  /** With patches of the user's: judged by what they do to the verdicts without them. */
  public Sheet beside(Sheet unpatched) {
    return with(verdicts.stream().map(judged -> judged.beside(unpatched.verdict(judged))));
  }

  /** Without patches of the user's, and there to be compared with. */
  public Sheet asBase() {
    return with(verdicts.stream().map(Judged::asBase));
  }

  private @Nullable Judged verdict(Judged other) {
    for (Judged judged : verdicts) {
      if (judged.finding().property().equals(other.finding().property())) {
        return judged;
      }
    }
    return null;
  }

  private Sheet with(Stream<Judged> others) {
    return new Sheet(
        subject,
        label,
        title,
        base,
        kind,
        others.collect(ImmutableList.toImmutableList()),
        result,
        searched);
  }

  /** Whether a property is left without a verdict. */
  public boolean undecided() {
    return verdicts.stream().anyMatch(j -> j.finding().verdict() == Verdict.UNKNOWN);
  }
}
