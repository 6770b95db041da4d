// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A saved schedule that was run again, as a test: it passes if the run does what its file says.
 *
 * @param subject what it was run on
 * @param file its path, from the models folder if it is there
 * @param line of the schedule in that file
 * @param own whether it belongs to a file of the user's
 * @param wanted whether the property should break
 * @param broken whether it does
 * @param saved steps of the schedule
 * @param taken those of them that could be taken, up to the first state that breaks the property
 * @param schedule as the file has it
 * @param why the reason in the file
 * @param story the run that breaks the property; empty if it does not
 */
public record SavedCase(
    Subject subject,
    String property,
    String file,
    int line,
    boolean own,
    boolean wanted,
    boolean broken,
    int saved,
    int taken,
    String schedule,
    String why,
    Optional<Story> story) {

  public boolean asSaved() {
    return wanted == broken;
  }

  /** {@code early-pin}. */
  public String name() {
    return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.schedule$", "");
  }

  /** {@code f3c64eda3e50 -DNR_GUP=2}: what it was run on. */
  String label() {
    return label(subject);
  }

  static String label(Subject subject) {
    StringBuilder text = new StringBuilder(subject.stage());
    for (String patch : subject.patches()) {
      String file = patch.substring(patch.lastIndexOf('/') + 1).replaceFirst("\\.patch$", "");
      text.append(text.length() == 0 ? "+ " : " + ").append(file);
    }
    subject
        .defines()
        .forEach((name, value) -> text.append(" -D").append(name).append('=').append(value));
    if (!subject.memory().equals("sc")) {
      text.append(" (").append(subject.memory()).append(')');
    }
    return text.toString().strip();
  }

  /** {@code broken in 38 steps}, {@code not broken: 21 of 38 steps could be taken}. */
  String got() {
    if (broken) {
      return "broken in " + Counts.of(taken, "step");
    }
    return taken == saved
        ? "not broken in any state of its " + Counts.of(saved, "step")
        : "not broken: " + taken + " of " + Counts.of(saved, "step") + " can be taken";
  }

  private String want() {
    return wanted ? "broken" : "mended";
  }

  /** One line: which, what was found, and what was wanted if it is not that. */
  public String headline() {
    String at = label();
    return file
        + ": "
        + property
        + (at.isEmpty() ? "" : " at " + at)
        + ": "
        + got()
        + (asSaved() ? ", as saved" : "; want " + want());
  }

  /** What is wrong, in full: the headline, the reason in the file, and the race if there is one. */
  public String text() {
    return headline()
        + "\n  "
        + why
        + "\n"
        + story.map(told -> "\n" + BrokenReport.ofReplay(told, subject)).orElse("");
  }

  /** A line for each below a matrix. */
  public static String lines(ImmutableList<SavedCase> all) {
    StringBuilder out = new StringBuilder();
    List<String> words = new ArrayList<>();
    for (SavedCase one : all) {
      String at = one.label();
      words.add(
          one.name()
              + (at.isEmpty() ? "" : " at " + at)
              + (one.broken ? " breaks " : " does not break ")
              + one.property
              + (one.asSaved() ? "" : " !"));
    }
    Details.append(out, "saved", words);
    return out.toString();
  }

  /** {@code 2 saved schedules as saved}; those that are not are counted first. Empty if none. */
  static List<String> claims(ImmutableList<SavedCase> all) {
    List<String> claims = new ArrayList<>();
    long wrong = all.stream().filter(one -> !one.asSaved()).count();
    long right = all.size() - wrong;
    if (wrong > 0) {
      claims.add(Counts.of(wrong, "saved schedule") + " not as saved");
    }
    if (right > 0) {
      claims.add(Counts.of(right, "saved schedule") + " as saved");
    }
    return claims;
  }

  /** Those that are not as saved, in full. */
  static String wrong(ImmutableList<SavedCase> all) {
    StringBuilder out = new StringBuilder();
    for (SavedCase one : all) {
      if (!one.asSaved()) {
        out.append('\n').append(one.text());
      }
    }
    return out.toString();
  }
}
