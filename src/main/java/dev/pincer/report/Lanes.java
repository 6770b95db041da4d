// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the lines of a diagram out in one column a thread, as kernel commit messages do.
 *
 * <p>As only one thread takes a step at a time, each line belongs to one column, and may run on
 * into the columns right of it. So a column need not be as wide as its longest line, and few lines
 * have to be broken.
 */
final class Lanes {
  /** Columns of the terminal that a diagram takes, if no single word is longer. */
  static final int WIDTH = 92;

  /** What the last column has to itself, if that leaves enough for the others. */
  private static final int LAST_WIDTH = 50;

  /** Between a call and the only thing that it does. */
  private static final String CALLS = " > ";

  /** The most columns that stand side by side. */
  private static final int SIDE_BY_SIDE = 3;

  /** How far a rule reaches from where the last column begins. */
  private static final int RULE_WIDTH = 36;

  private static final String CONTINUATION = "    ";

  private final ImmutableMap<Integer, Lane> lanes;
  private final String indent;

  /**
   * Columns this narrow leave no room for heads and lines side by side: each line names its CPU.
   */
  private final boolean narrow;

  /** The column of one thread, from column {@code offset} of the terminal, 0 ... */
  private record Lane(String head, int offset) {}

  private Lanes(Program program, ImmutableList<Row> rows) {
    ImmutableSortedSet<Integer> threads =
        rows.stream()
            .filter(row -> !row.isRule())
            .map(Row::thread)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare));
    narrow = threads.size() > SIDE_BY_SIDE;
    indent = narrow ? " " : "  ";
    this.lanes = narrow ? staggered(program, threads) : sideBySide(program, threads, rows);
  }

  /**
   * Each column begins where those left of it end, but not so far right that the last lacks room.
   */
  private ImmutableMap<Integer, Lane> sideBySide(
      Program program, ImmutableSortedSet<Integer> threads, ImmutableList<Row> rows) {
    ImmutableMap.Builder<Integer, Lane> lanes = ImmutableMap.builder();
    int offset = 0;
    int index = 0;
    int headsEnd = 0; // Where the next head may begin.
    for (int thread : threads) {
      String head = head(program, thread);
      int width = Math.max(head.length(), width(rows, thread));
      int latest = index == 0 ? 0 : (WIDTH - LAST_WIDTH) * index / (threads.size() - 1);
      latest = Math.max(latest, headsEnd);
      if (thread == threads.last()) {
        latest = Math.max(latest, WIDTH - width);
      }
      offset = Math.min(offset, latest);
      lanes.put(thread, new Lane(head, offset));
      headsEnd = offset + head.length() + 2;
      offset += width + 2;
      index++;
    }
    return lanes.buildOrThrow();
  }

  private static ImmutableMap<Integer, Lane> staggered(
      Program program, ImmutableSortedSet<Integer> threads) {
    ImmutableMap.Builder<Integer, Lane> lanes = ImmutableMap.builder();
    int step = Math.max(2, Math.min(8, (WIDTH - LAST_WIDTH) / threads.size()));
    int offset = 0;
    for (int thread : threads) {
      lanes.put(thread, new Lane(head(program, thread), offset));
      offset += step;
    }
    return lanes.buildOrThrow();
  }

  /** The diagram, each line ended by a newline, without blanks at the end. */
  static String draw(Program program, ImmutableList<Row> rows) {
    return rows.isEmpty() ? "" : new Lanes(program, rows).draw(rows);
  }

  /** {@code CPU 0 fork_child}; one of several copies has its number. */
  static String head(Program program, int thread) {
    ThreadCode code = program.threads().get(thread);
    return "CPU " + thread + "  " + (code.copies() == 1 ? code.code().name() : code.name());
  }

  private int width(ImmutableList<Row> rows, int thread) {
    int width = 0;
    for (Row row : rows) {
      if (row.thread() == thread) {
        for (String line : wrapped(row, Integer.MAX_VALUE)) {
          width = Math.max(width, line.length());
        }
      }
    }
    return width;
  }

  private String draw(ImmutableList<Row> rows) {
    StringBuilder out = new StringBuilder();
    appendHeads(out);
    int width = Math.min(WIDTH, RULE_WIDTH + lastOffset());
    for (Row row : rows) {
      if (row.isRule()) {
        String text = row.text().isEmpty() ? "" : "~~~~ " + row.text() + " ";
        out.append(text).append("~".repeat(width - text.length())).append('\n');
        continue;
      }
      int offset = requireNonNull(lanes.get(row.thread())).offset();
      String cpu = narrow ? row.thread() + ": " : "";
      for (String line : wrapped(row, WIDTH - offset - cpu.length())) {
        out.append(" ".repeat(offset)).append(cpu).append(line).append('\n');
      }
    }
    return out.toString();
  }

  private int lastOffset() {
    return lanes.values().stream().mapToInt(Lane::offset).max().orElse(0);
  }

  /** The heads on one line; where columns are too narrow for that, each on a line of its own. */
  private void appendHeads(StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (Lane lane : lanes.values()) {
      if (line.length() > 0 && line.length() + 2 > lane.offset()) {
        out.append(line).append('\n');
        line.setLength(0);
      }
      line.append(" ".repeat(lane.offset() - line.length())).append(lane.head());
    }
    out.append(line).append('\n');
  }

  /**
   * The row in lines of at most {@code width}, if its words allow. Calls, text and effects stand on
   * one line if they fit; else the arguments of a call go, else each has lines of its own.
   */
  private List<String> wrapped(Row row, int width) {
    List<String> lines = new ArrayList<>();
    String margin = indent.repeat(row.depth());
    if (!row.calls().isEmpty()) {
      String calls = String.join(CALLS, row.calls());
      if (!row.text().isEmpty()) {
        String before = margin + calls + CALLS;
        String line = oneLine(before.length(), row, width);
        if (line != null) {
          lines.add(before + line);
          return lines;
        }
      }
      boolean fits = margin.length() + calls.length() <= width;
      wrap(lines, margin, fits ? calls : shortened(row.calls(), width - margin.length()), width);
      if (row.text().isEmpty()) {
        return lines;
      }
      margin += indent;
    }
    String line = oneLine(margin.length(), row, width);
    if (line != null) {
      lines.add(margin + line);
      return lines;
    }
    if (!row.text().isEmpty()) {
      wrap(lines, margin, row.text(), width);
    }
    for (String effect : row.effects()) {
      wrap(lines, margin + indent, effect, width);
    }
    return lines;
  }

  /** The text and its one effect, if they fit behind {@code used} columns; null if not. */
  private @Nullable String oneLine(int used, Row row, int width) {
    if (row.effects().size() > 1) {
      return null;
    }
    if (row.text().isEmpty()) {
      String effect = indent + row.effects().get(0);
      return used + effect.length() <= width ? effect : null;
    }
    String effect = row.effects().isEmpty() ? "" : ": " + row.effects().get(0);
    String line = row.text() + effect;
    if (used + line.length() > width) {
      line = Wording.withoutArguments(row.text()) + effect;
    }
    return used + line.length() <= width ? line : null;
  }

  /** The first and the last of a chain of calls; the last alone if there is no room. */
  private static String shortened(List<String> calls, int width) {
    String last = calls.get(calls.size() - 1);
    if (calls.size() == 1) {
      return last;
    }
    String ends = calls.get(0) + CALLS + (calls.size() > 2 ? ".." + CALLS : "") + last;
    return ends.length() <= width ? ends : ".." + CALLS + last;
  }

  private static void wrap(List<String> lines, String margin, String text, int width) {
    StringBuilder line = new StringBuilder(margin);
    boolean empty = true;
    for (String word : Wording.words(text, width - margin.length() - CONTINUATION.length())) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(margin).append(CONTINUATION);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
  }
}
