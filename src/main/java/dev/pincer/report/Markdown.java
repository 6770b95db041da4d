// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.report.Case.Outcome;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Verdicts as Markdown, for a comment on a review or the summary of a step: what is not as
 * expected, in a table, and the race of each behind a fold.
 */
public final class Markdown {
  /** Characters of a comment; GitHub takes 65536, and a race must not be cut in two. */
  private static final int LONGEST = 60_000;

  private Markdown() {}

  /** Each line ended by a newline. */
  public static String of(Checked checked) {
    List<Case> wrong = new ArrayList<>(checked.with(Outcome.FAILED));
    wrong.addAll(checked.with(Outcome.UNDECIDED));
    StringBuilder out = new StringBuilder("### Pincer: ");
    out.append(title(checked)).append("\n\n").append(checked.summary()).append('\n');
    appendTable(out, wrong);
    appendChanges(out, checked.cases());
    String vacuous = Vacuous.unstated(checked.remarks().nothings());
    if (!vacuous.isEmpty()) {
      out.append("\n```\n").append(vacuous.strip()).append("\n```\n");
    }
    String untried = Untried.lines(checked.remarks().untried());
    if (!untried.isEmpty()) {
      out.append("\n```\n").append(untried.strip()).append("\n```\n");
    }
    int left = 0;
    List<String> races = new ArrayList<>();
    wrong.forEach(one -> races.add(fold(one.headline(), one.text())));
    checked.wrongSaved().forEach(one -> races.add(fold(one.headline(), one.text())));
    for (String race : races) {
      if (left > 0 || out.length() + race.length() > LONGEST) {
        left++;
      } else {
        out.append(race);
      }
    }
    if (left > 0) {
      out.append("\n").append(Counts.of(left, "more race")).append(" left out for their length.\n");
    }
    return out.toString();
  }

  private static String title(Checked checked) {
    int failed = checked.with(Outcome.FAILED).size();
    int undecided = checked.with(Outcome.UNDECIDED).size();
    if (failed > 0) {
      return Counts.of(failed, "verdict") + " not as expected";
    }
    int saved = checked.wrongSaved().size();
    if (saved > 0) {
      return Counts.of(saved, "saved schedule") + " not as saved";
    }
    if (checked.remarks().fail()) {
      return "something says nothing";
    }
    return undecided > 0 ? Counts.of(undecided, "verdict") + " undecided" : "all as expected";
  }

  private static void appendTable(StringBuilder out, List<Case> wrong) {
    if (wrong.isEmpty()) {
      return;
    }
    out.append("\n| model | property | want | got |\n|---|---|---|---|\n");
    int rows = 0;
    for (Case one : wrong) {
      String row =
          "| "
              + cell(one.subject())
              + " | "
              + cell(one.property())
              + " | "
              + cell(one.judged().want())
              + " | "
              + cell(one.found().substring(one.property().length() + 2))
              + " |\n";
      if (out.length() + row.length() > LONGEST / 2) {
        out.append("\nand ").append(Counts.grouped(wrong.size() - rows)).append(" more\n");
        return;
      }
      out.append(row);
      rows++;
    }
  }

  /** What patches of the user's did to the verdicts, where they did anything. */
  private static void appendChanges(StringBuilder out, ImmutableList<Case> cases) {
    List<String> rows = new ArrayList<>();
    for (Case one : cases) {
      Verdict before = one.judged().before();
      if (before != null && one.judged().change() != Judged.Change.NONE) {
        rows.add(
            "| "
                + cell(one.subject())
                + " | "
                + cell(one.property())
                + " | "
                + before.word()
                + " | "
                + one.judged().finding().verdict().word()
                + " |\n");
      }
    }
    if (!rows.isEmpty()) {
      out.append("\n| changed by the patch | property | before | now |\n|---|---|---|---|\n");
      rows.stream().limit(100).forEach(out::append);
    }
  }

  private static String fold(String headline, String text) {
    return "\n<details><summary>"
        + headline.replace("&", "&amp;").replace("<", "&lt;")
        + "</summary>\n\n````text\n"
        + text
        + "````\n\n</details>\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("_", "\\_").replace("<", "&lt;");
  }
}
