// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One verdict as a test: it passes if it is as expected. All that CI and test runners read of a
 * verdict is made of these, so that each says the same of it.
 *
 * @param sheet the verdicts that it is one of
 * @param file path of the scenario or lesson
 * @param run the run that shows it, replayed when it is asked for; empty where there is none
 */
public record Case(Sheet sheet, Judged judged, String file, Supplier<Optional<Story>> run) {

  public enum Outcome {
    PASSED,
    FAILED,
    /** The search ended too early to tell. */
    UNDECIDED
  }

  public Outcome outcome() {
    if (judged.finding().verdict() == Verdict.UNKNOWN) {
      return Outcome.UNDECIDED;
    }
    return judged.asExpected() ? Outcome.PASSED : Outcome.FAILED;
  }

  public String property() {
    return judged.finding().property();
  }

  /** {@code fork-gup-fast at v5.8}: what was judged, in a few words. */
  public String subject() {
    return subject(sheet);
  }

  static String subject(Sheet sheet) {
    StringBuilder text = new StringBuilder(sheet.subject().scenario());
    text.append(sheet.at());
    sheet
        .subject()
        .defines()
        .forEach((name, value) -> text.append(" -D").append(name).append('=').append(value));
    return text.toString();
  }

  /** {@code pinned_page_stays_mapped: broken in 38 steps, 87663 states}. */
  public String found() {
    String got = judged.got();
    if (outcome() == Outcome.UNDECIDED) {
      got = "undecided: " + Coverage.word(sheet.result().limit());
    }
    return property() + ": " + got + Coverage.butFor(judged.finding(), sheet.result());
  }

  /** One line: what was judged, what was found, and what was wanted if it is not that. */
  public String headline() {
    return headline(outcome() == Outcome.PASSED ? "" : "want " + judged.want());
  }

  private String headline(String want) {
    return subject() + ": " + found() + (want.isEmpty() ? "" : "; " + want);
  }

  /** The reason that expected.txt gives for what is expected; empty where it gives none. */
  public String why() {
    Judged.Expected expected = judged.expected();
    return expected == null ? "" : expected.why();
  }

  /**
   * What is wrong, in full: the headline, the reason for what is expected, and the race. Each line
   * ended by a newline.
   */
  public String text() {
    String reason = "";
    Judged.Expected expected = judged.expected();
    if (expected != null && !expected.why().isEmpty()) {
      reason = "  " + expected.place() + ": " + expected.why() + "\n";
    }
    return headline() + "\n" + reason + race();
  }

  /** The same for somebody who wants something else than expected.txt does. */
  public String textOf(String want) {
    return headline(want) + "\n" + race();
  }

  /** The race behind an empty line, in full; empty if there is none. */
  private String race() {
    return run.get()
        .map(story -> "\n" + BrokenReport.of(story, sheet.subject(), sheet.result()))
        .orElse("");
  }

  /**
   * {@code path:line} to look at first: the declaration of the property, else the scenario itself.
   */
  public String place() {
    return judged.place().isEmpty() ? file + ":1" : judged.place();
  }

  /** Whether it is broken or unreached, expected or not. */
  public boolean isBad() {
    Finding finding = judged.finding();
    return finding.verdict() != Verdict.UNKNOWN && !Judged.good(finding.verdict());
  }
}
