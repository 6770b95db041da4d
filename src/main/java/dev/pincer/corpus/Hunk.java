// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;

/**
 * One piece of a diff.
 *
 * @param number counted from 1 in its file
 * @param header the {@code @@} line in the patch
 * @param oldStart first line of the old side, counted from 1; the line before where it has none
 */
record Hunk(int number, Span header, int oldStart, int newStart, ImmutableList<Line> lines) {
  enum Kind {
    CONTEXT(' '),
    REMOVED('-'),
    ADDED('+');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    char sign() {
      return sign;
    }

    boolean onOldSide() {
      return this != ADDED;
    }

    boolean onNewSide() {
      return this != REMOVED;
    }
  }

  /**
   * @param text with its end; without newline where the file has none at its end
   * @param span the line in the patch, with its sign
   */
  record Line(Kind kind, String text, Span span) {}

  ImmutableList<Line> oldLines() {
    return lines.stream()
        .filter(l -> l.kind().onOldSide())
        .collect(ImmutableList.toImmutableList());
  }

  int oldCount() {
    return (int) lines.stream().filter(line -> line.kind().onOldSide()).count();
  }

  int newCount() {
    return (int) lines.stream().filter(line -> line.kind().onNewSide()).count();
  }

  /** Context lines before the first change. */
  int leadingContext() {
    int count = 0;
    while (count < lines.size() && lines.get(count).kind() == Kind.CONTEXT) {
      count++;
    }
    return count;
  }

  /** Context lines after the last change. */
  int trailingContext() {
    int count = 0;
    while (count < lines.size() && lines.get(lines.size() - 1 - count).kind() == Kind.CONTEXT) {
      count++;
    }
    return count;
  }

  /** Index in the old file, from 0, at which the old side stands if nothing has moved. */
  int oldIndex() {
    return oldCount() == 0 ? oldStart : oldStart - 1;
  }

  Hunk reverse() {
    ImmutableList.Builder<Line> reversed = ImmutableList.builder();
    for (Line line : lines) {
      Kind kind =
          switch (line.kind()) {
            case CONTEXT -> Kind.CONTEXT;
            case REMOVED -> Kind.ADDED;
            case ADDED -> Kind.REMOVED;
          };
      reversed.add(new Line(kind, line.text(), line.span()));
    }
    return new Hunk(number, header, newStart, oldStart, reversed.build());
  }

  /** {@code @@ -1,3 +1,4 @@}. */
  @Override
  public String toString() {
    return "@@ -" + side(oldStart, oldCount()) + " +" + side(newStart, newCount()) + " @@";
  }

  private static String side(int start, int count) {
    return count == 1 ? Integer.toString(start) : start + "," + count;
  }
}
