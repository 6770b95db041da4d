// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.replay.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as kernel commit messages draw it: a column for each CPU, calls nested, only what is shared
 * and what changed; the last line says what is false and which part of it.
 *
 * <pre>{@code
 * CPU 0  fork_child                 CPU 1  pin
 * copy_present_pte()
 *   READ_ONCE(mm->has_pinned) == 0
 *                                   gup_pte_range()
 *                                     pte = ptep_get(ptep) = {pfn 0, write}
 *   ptep_set_wrprotect(src_pte): parent.pte[0].write: true -> false
 * // pinned_page_stays_mapped is false from here: follow(&parent, 0) is &mem_map[1]
 * }</pre>
 */
public final class RaceDiagram {
  private static final String CONTINUATION = "    ";

  private RaceDiagram() {}

  /** The diagram; ASCII, each line ended by a newline, mostly under 92 columns. */
  public static String of(Story story) {
    Conclusion conclusion = new Conclusion(story);
    ImmutableList<Row> rows = Rows.of(story.trace(), conclusion.read());
    return of(story.trace(), rows, conclusion.lines());
  }

  /** Any run, with these lines as comments behind it. */
  static String of(Trace trace, ImmutableList<String> conclusion) {
    return of(trace, Rows.of(trace, ImmutableSet.of()), conclusion);
  }

  private static String of(Trace trace, ImmutableList<Row> rows, ImmutableList<String> conclusion) {
    StringBuilder out = new StringBuilder(Lanes.draw(trace.program(), rows));
    for (String line : conclusion) {
      for (String part : wrap(line, Lanes.WIDTH - "// ".length())) {
        out.append("// ").append(part).append('\n');
      }
    }
    return out.toString();
  }

  /**
   * {@code line} in lines of at most {@code width}, if its words allow; all but the first are
   * indented.
   */
  static List<String> wrap(String line, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    String margin = line.substring(0, line.length() - line.stripLeading().length());
    part.append(margin);
    for (String word : Wording.words(line.strip(), width - CONTINUATION.length())) {
      if (!part.toString().isBlank() && part.length() + 1 + word.length() > width) {
        lines.add(part.toString());
        part.setLength(0);
        part.append(margin).append(CONTINUATION).append(word);
      } else {
        part.append(part.toString().isBlank() ? "" : " ").append(word);
      }
    }
    lines.add(part.toString());
    return lines;
  }
}
