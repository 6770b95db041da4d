// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * A line that a patch of the user's adds, and that no run of what was judged executes: no verdict
 * speaks of it.
 *
 * @param patch as the user named it; {@code -} for standard input
 * @param patchLine where the patch adds it, from 1
 * @param path of the file of the small Linux
 * @param line of that file, with the patch, from 1
 * @param function in which it stands
 * @param text without the blanks around it
 * @param called whether some thread calls the function; if none does, only the first of its lines
 *     is named
 */
public record Untried(
    String patch,
    int patchLine,
    String path,
    int line,
    String function,
    String text,
    boolean called) {

  /** {@code idea.patch:14}. */
  private String added() {
    return patch + ":" + patchLine;
  }

  private String place() {
    return path + ":" + line;
  }

  /** What is so of it, behind its place. */
  private String claim() {
    return called ? text : function + "() is called by no thread";
  }

  /** Whether the patch is a file, and not what came through a pipe. */
  boolean isOfFile() {
    return !patch.equals("-");
  }

  /** What an annotation of the line says. */
  String message() {
    return place()
        + ": "
        + (called ? "no run executes `" + text + "`" : claim())
        + "; no verdict speaks of it";
  }

  /** {@code 2 added lines never run}; empty if there are none. */
  static ImmutableList<String> claims(List<Untried> all) {
    return all.isEmpty()
        ? ImmutableList.of()
        : ImmutableList.of(Counts.of(all.size(), "added line") + " never run");
  }

  /** A paragraph that names them; empty if there are none. */
  static String lines(List<Untried> all) {
    return all.isEmpty()
        ? ""
        : "\nlines that the patch adds, and no run executes; no verdict speaks of them:\n"
            + table(all);
  }

  private static String table(List<Untried> all) {
    int added = 0;
    int place = 0;
    for (Untried one : all) {
      added = Math.max(added, one.added().length());
      place = Math.max(place, one.place().length());
    }
    List<String> rows = new ArrayList<>();
    for (Untried one : all) {
      rows.add(
          "  "
              + Strings.padEnd(one.added(), added, ' ')
              + "  "
              + Strings.padEnd(one.place(), place, ' ')
              + "  "
              + one.claim()
              + "\n");
    }
    return String.join("", rows);
  }
}
