// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.pincer.program.Program;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One subject in full: each broken property with its race, then all verdicts in a few lines.
 *
 * <pre>
 * fork-gup-fast at f3c64eda3e50
 *
 * BROKEN  pinned_page_stays_mapped   scenarios/fork-gup-fast.c:41
 *         ...
 *
 * broken     pinned_page_stays_mapped (17 steps)
 * holds      child_is_isolated, no_page_leaked, deadlock, livelock
 * reached    pin_taken_during_fork (9 steps)
 * constant   no_long_pin_on_device_memory
 * never run  mm/memory.c:84-86, 93
 * </pre>
 */
public final class Details {
  static final int WIDTH = 100;
  private static final int KEY_WIDTH = 11;

  /** How much further to the right a list of lines goes on. */
  private static final int CONTINUATION = 4;

  /** Files that patches of the series change, and whose lines are therefore those of a stage. */
  private static final Pattern OF_LINUX = Pattern.compile("^(include|kernel|mm)/");

  private Details() {}

  /**
   * Each line ended by a newline.
   *
   * @param stories those to be told, broken ones mostly
   * @param constant properties that read nothing that changes
   */
  public static String of(
      Sheet sheet, ImmutableList<Story> stories, Program program, ImmutableList<Vacuous> constant) {
    StringBuilder out = new StringBuilder(title(sheet)).append("\n\n");
    for (Story story : stories) {
      out.append(BrokenReport.of(story, sheet.subject(), sheet.result())).append('\n');
    }
    for (Verdict verdict :
        ImmutableList.of(
            Verdict.BROKEN, Verdict.UNREACHED, Verdict.UNKNOWN, Verdict.HOLDS, Verdict.REACHED)) {
      List<String> words = new ArrayList<>();
      for (Judged judged : sheet.verdicts()) {
        Finding finding = judged.finding();
        if (finding.verdict() == verdict) {
          String steps = finding.steps() < 0 ? "" : " (" + Counts.of(finding.steps(), "step") + ")";
          String mark = judged.isMarked() ? " !" : "";
          String anyway = sheet.isUnreachedAnyway(judged) ? " (as without -D)" : "";
          String butFor = Coverage.butFor(finding, sheet.result());
          words.add(finding.property() + steps + butFor + mark + anyway);
        }
      }
      append(out, verdict.word(), words);
    }
    append(out, "constant", constant.stream().map(Vacuous::what).toList());
    if (!sheet.result().exhaustive()) {
      append(out, "searched", ImmutableList.of(Coverage.of(sheet.result(), sheet.subject())));
    }
    append(out, "reduced", Coverage.reductions(sheet.result()));
    if (sheet.result().omission() > 0) {
      append(out, "compacted", Coverage.COMPACTED);
    }
    appendUnreached(out, Unreached.lines(program, sheet.result()), sheet.subject());
    return out.toString();
  }

  /**
   * A paragraph for each file.
   *
   * @param subject whose small Linux has these lines, if there is any of it
   */
  private static void appendUnreached(
      StringBuilder out, ImmutableSortedMap<String, Unreached.Lines> unreached, Subject subject) {
    String key = "never run";
    boolean anyOfLinux = false;
    for (Map.Entry<String, Unreached.Lines> file : unreached.entrySet()) {
      StringBuilder line = new StringBuilder(key + " ".repeat(KEY_WIDTH - key.length()));
      String separator = file.getKey() + ":";
      for (String number : file.getValue().ranges()) {
        if (line.length() + separator.length() + number.length() + 1 > WIDTH) {
          out.append(line).append(separator.stripTrailing()).append('\n');
          line = new StringBuilder(" ".repeat(KEY_WIDTH + CONTINUATION));
          separator = "";
        }
        line.append(separator).append(number);
        separator = ", ";
      }
      out.append(line).append('\n');
      key = "";
      anyOfLinux |= OF_LINUX.matcher(file.getKey()).find();
    }
    String stage = subject.stage();
    if (anyOfLinux && !stage.isEmpty()) {
      String lines = "(lines as of " + stage;
      out.append(" ".repeat(KEY_WIDTH))
          .append(
              subject.patches().isEmpty()
                  ? lines + ": `./pincer source --at " + stage + " DIR` writes them out)\n"
                  : lines + ", patched)\n");
    }
  }

  private static String title(Sheet sheet) {
    Subject subject = sheet.subject();
    StringBuilder title = new StringBuilder(subject.scenario());
    title.append(sheet.at());
    if (!sheet.title().isEmpty()) {
      title.append(" (").append(sheet.title()).append(')');
    }
    subject
        .defines()
        .forEach((name, value) -> title.append(" -D").append(name).append('=').append(value));
    return title.toString();
  }

  /** {@code key} and then the words, in lines that are not too long; nothing if there are none. */
  static void append(StringBuilder out, String key, List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(key).append(" ".repeat(KEY_WIDTH - key.length()));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i + 1 < words.size() ? "," : "");
      if (line.length() > KEY_WIDTH && line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(" ".repeat(KEY_WIDTH));
      }
      line.append(line.length() > KEY_WIDTH ? " " : "").append(word);
    }
    out.append(line).append('\n');
  }
}
