// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text table in which single cells can be changed while the rest stays as its author laid it out:
 * comments, empty lines, order, and columns that stand one under another.
 *
 * <p>A column whose cells begin, or end, one under another stays so: if a new cell is too wide, the
 * columns after it move in all rows, and in the comment that names the columns. Where the rows
 * between two empty lines are aligned otherwise than those before, they are laid out apart; where
 * they are not aligned at all, only the changed ones move. The last column is the rest of the line.
 */
final class AlignedTable {
  /** Blanks between columns where the table does not say. */
  private static final int GAP = 2;

  private static final Pattern WORD = Pattern.compile("\\S+");

  /** {@code start} is the column in the old text, from 0. */
  private record Cell(int start, String text) {
    int end() {
      return start + text.length();
    }
  }

  private static final class Line {
    final String raw;

    /** As read; empty for a comment, an empty line, and a new row. */
    final ImmutableList<Cell> old;

    /** As they shall be; empty for a comment and an empty line. */
    final List<String> texts = new ArrayList<>();

    boolean changed;

    Line(String raw, ImmutableList<Cell> old) {
      this.raw = raw;
      this.old = old;
      old.forEach(cell -> texts.add(cell.text()));
    }

    boolean isComment() {
      return raw.stripLeading().startsWith("#");
    }
  }

  /** How a column is printed; {@code end} is that of its widest cell. */
  private record Column(int start, int end, boolean right) {}

  private final ImmutableList<String> names;
  private final ImmutableSet<Integer> numbers;
  private final List<Line> lines = new ArrayList<>();
  private final String lineEnd;
  private final boolean endsWithNewline;

  /**
   * @param names of the columns, as the comment that names them has them; the first may differ
   * @param numbers the columns that are aligned at their ends
   */
  AlignedTable(String text, ImmutableList<String> names, ImmutableSet<Integer> numbers) {
    this.names = names;
    this.numbers = numbers;
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    this.endsWithNewline = text.isEmpty() || text.endsWith("\n");
    for (String each : Lines.of(text)) {
      String line = Lines.bare(each);
      boolean isRow = !line.isBlank() && !line.stripLeading().startsWith("#");
      lines.add(new Line(line, isRow || isHeader(line) ? cells(line) : ImmutableList.of()));
    }
  }

  private boolean isHeader(String line) {
    List<String> words = new ArrayList<>();
    cells(line).forEach(cell -> words.add(cell.text()));
    return line.stripLeading().startsWith("#")
        && words.size() == names.size()
        && words.subList(1, words.size()).equals(names.subList(1, names.size()));
  }

  private ImmutableList<Cell> cells(String line) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    int count = 0;
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      int start = word.start();
      boolean isSign = count == 0 && word.group().equals("#");
      if (count == names.size() - 1) {
        cells.add(new Cell(start, line.substring(start).stripTrailing()));
        break;
      }
      // The sign of a comment and its first word are one cell.
      int end = isSign && word.find() ? word.end() : isSign ? line.length() : word.end();
      cells.add(new Cell(start, line.substring(start, end)));
      count++;
    }
    return cells.build();
  }

  int lineCount() {
    return lines.size();
  }

  /** Changes a cell of the row at {@code index}, from 0. */
  void set(int index, int column, String text) {
    Line line = lines.get(index);
    while (line.texts.size() <= column) {
      line.texts.add("");
    }
    line.changed |= !line.texts.set(column, text).equals(text);
  }

  /** Puts a row before the line at {@code index}, from 0. */
  void insert(int index, List<String> texts) {
    Line line = new Line("", ImmutableList.of());
    line.texts.addAll(texts);
    line.changed = true;
    lines.add(index, line);
  }

  @Override
  public String toString() {
    List<String> out = new ArrayList<>();
    for (List<Line> part : parts()) {
      print(part, out);
    }
    String text = Joiner.on(lineEnd).join(out);
    return endsWithNewline && !text.isEmpty() ? text + lineEnd : text;
  }

  /**
   * The parts that are laid out alike: as few as there can be, cut at empty lines. Of a table that
   * is aligned there is one.
   */
  private List<List<Line>> parts() {
    List<List<Line>> parts = new ArrayList<>();
    List<Line> part = new ArrayList<>();
    for (List<Line> block : blocks()) {
      List<Line> both = new ArrayList<>(part);
      both.addAll(block);
      if (part.isEmpty() || columns(both, true) != null || columns(both, false) != null) {
        part = both;
      } else {
        parts.add(part);
        part = block;
      }
    }
    parts.add(part);
    return parts;
  }

  /** The lines, cut after each empty one. */
  private List<List<Line>> blocks() {
    List<List<Line>> blocks = new ArrayList<>();
    List<Line> block = new ArrayList<>();
    for (Line line : lines) {
      block.add(line);
      if (line.texts.isEmpty() && line.raw.isBlank()) {
        blocks.add(block);
        block = new ArrayList<>();
      }
    }
    blocks.add(block);
    return blocks;
  }

  private void print(List<Line> part, List<String> out) {
    List<Column> columns = columns(part, true);
    boolean withHeader = columns != null;
    if (columns == null) {
      columns = columns(part, false);
    }
    ImmutableList<Cell> above = ImmutableList.of();
    for (Line line : part) {
      if (line.texts.isEmpty() || (line.isComment() && !withHeader)) {
        out.add(line.raw);
      } else if (columns != null) {
        String aligned = aligned(line.texts, columns);
        boolean same = !line.changed && aligned.equals(line.raw.stripTrailing());
        out.add(same ? line.raw : aligned);
      } else {
        out.add(line.changed ? ragged(line, above) : line.raw);
      }
      above = line.old.isEmpty() || line.isComment() ? above : line.old;
    }
  }

  private static String aligned(List<String> texts, List<Column> columns) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      Column column = columns.get(i);
      String text = texts.get(i);
      int start = column.right() ? column.end() - text.length() : column.start();
      out.append(Strings.repeat(" ", Math.max(0, start - out.length()))).append(text);
    }
    return out.toString();
  }

  /** Each cell where it was, or as near as it can be; a new row follows the one above it. */
  private static String ragged(Line line, ImmutableList<Cell> above) {
    StringBuilder out = new StringBuilder();
    ImmutableList<Cell> old = line.old.isEmpty() ? above : line.old;
    for (int i = 0; i < line.texts.size(); i++) {
      boolean known = i < old.size();
      int gap = i == 0 ? 0 : known ? old.get(i).start() - old.get(i - 1).end() : GAP;
      int start = out.length() + Math.min(gap, GAP);
      start = known ? Math.max(start, old.get(i).start()) : start;
      out.append(Strings.repeat(" ", start - out.length())).append(line.texts.get(i));
    }
    return out.toString();
  }

  /** Where the columns stand; null if the part is not aligned. */
  private @Nullable List<Column> columns(List<Line> part, boolean withHeader) {
    List<Column> columns = new ArrayList<>();
    int previousEnd = -GAP;
    int previousOldEnd = -GAP;
    for (int i = 0; i < names.size(); i++) {
      Extent extent = extent(part, i, withHeader);
      boolean left = extent.minStart == extent.maxStart;
      boolean right = extent.minEnd == extent.maxEnd && i < names.size() - 1;
      boolean none = extent.maxEnd < 0;
      if (!left && !right && !none) {
        return null;
      }
      boolean alignRight = none ? numbers.contains(i) : right && (numbers.contains(i) || !left);
      int gap = none ? GAP : Math.max(1, Math.min(GAP, extent.minStart - previousOldEnd));
      int start = previousEnd + gap;
      int end = start + extent.width;
      if (!none && alignRight) {
        end = Math.max(extent.maxEnd, end);
        start = end - extent.width;
      } else if (!none) {
        start = Math.max(extent.minStart, start);
        end = start + extent.width;
      }
      columns.add(new Column(start, end, alignRight));
      previousEnd = end;
      previousOldEnd = none ? previousOldEnd + GAP : extent.maxEnd;
    }
    return columns;
  }

  /** Where the old cells of a column stand, and how wide the new ones are. */
  private static final class Extent {
    int minStart = Integer.MAX_VALUE;
    int maxStart = -1;
    int minEnd = Integer.MAX_VALUE;
    int maxEnd = -1;
    int width;
  }

  private static Extent extent(List<Line> part, int column, boolean withHeader) {
    Extent extent = new Extent();
    for (Line line : part) {
      if (line.isComment() && !withHeader) {
        continue;
      }
      if (column < line.texts.size()) {
        extent.width = Math.max(extent.width, line.texts.get(column).length());
      }
      if (column < line.old.size()) {
        Cell cell = line.old.get(column);
        extent.minStart = Math.min(extent.minStart, cell.start());
        extent.maxStart = Math.max(extent.maxStart, cell.start());
        extent.minEnd = Math.min(extent.minEnd, cell.end());
        extent.maxEnd = Math.max(extent.maxEnd, cell.end());
      }
    }
    return extent;
  }
}
