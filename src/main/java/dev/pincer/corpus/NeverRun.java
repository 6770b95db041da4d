// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the models folder states why lines of the small Linux stand that no run executes, {@code
 * never-run.txt}: comments in the code itself would be in the way of the patches.
 *
 * <pre>
 * # comment
 * mm/gup.c  try_grab_page  return -ENOMEM;
 *     a page that is mapped has a reference
 * </pre>
 *
 * <p>A line is named by its path, its function and its text, as its number is another at each
 * stage; the words that are indented behind one or several lines say why.
 *
 * @param entries in the order of the file
 */
public record NeverRun(ImmutableList<Entry> entries) {
  /** What it is called in the models folder. */
  public static final String FILE = "never-run.txt";

  /**
   * One line of the small Linux.
   *
   * @param place the whole line that names it
   * @param text with one blank between its words
   */
  public record Entry(Span place, String path, String function, String text, String why) {}

  /** The text of a line of code as entries have it. */
  public static String normal(String text) {
    return CharMatcher.whitespace().trimAndCollapseFrom(text, ' ');
  }

  /** What the file says; what means nothing is reported, and left out. */
  static NeverRun parse(SourceFile file, Diagnostics diagnostics) {
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    Map<String, Span> known = new HashMap<>();
    List<Entry> open = new ArrayList<>();
    StringBuilder why = new StringBuilder();
    for (int line = 1; line <= file.lineCount(); line++) {
      String text = file.lineText(line);
      Span place = new Span(file, file.lineStart(line), file.lineStart(line) + text.length());
      if (text.startsWith("#") || text.isBlank()) {
        continue;
      }
      if (Character.isWhitespace(text.charAt(0))) {
        if (open.isEmpty()) {
          bad(place, "it is a reason for no line", diagnostics);
        }
        why.append(why.length() > 0 ? " " : "").append(normal(text));
        continue;
      }
      if (why.length() > 0) {
        close(open, why, entries);
      }
      List<String> words =
          Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().limit(3).splitToList(text);
      if (words.size() < 3) {
        bad(place, words.size() == 1 ? "it names no function" : "it names no code", diagnostics);
        continue;
      }
      Span before = known.putIfAbsent(normal(text), place);
      if (before != null) {
        bad(place, "line " + before.line() + " has it already", diagnostics);
        continue;
      }
      open.add(new Entry(place, words.get(0), words.get(1), normal(words.get(2)), ""));
    }
    if (why.length() == 0) {
      open.forEach(entry -> bad(entry.place, "it does not say why", diagnostics));
    }
    close(open, why, entries);
    return new NeverRun(entries.build());
  }

  /** A reason is there: it is that of all lines since the one before. */
  private static void close(
      List<Entry> open, StringBuilder why, ImmutableList.Builder<Entry> entries) {
    String reason = why.toString();
    for (Entry entry : open) {
      entries.add(new Entry(entry.place, entry.path, entry.function, entry.text, reason));
    }
    open.clear();
    why.setLength(0);
  }

  private static void bad(Span place, String reason, Diagnostics diagnostics) {
    diagnostics.error(ErrorCode.BAD_NEVER_RUN, place, reason);
  }
}
