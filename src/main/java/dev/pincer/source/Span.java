// SPDX-License-Identifier: Apache-2.0
package dev.pincer.source;

/**
 * A piece of a file, {@code start} inclusive to {@code end} exclusive.
 *
 * <p>What a macro expands to has the span of the outermost macro invocation: the place that the
 * author wrote.
 */
public record Span(SourceFile file, int start, int end) {
  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException("no such span: " + file.path() + " " + start + ".." + end);
    }
  }

  /** The smallest span that covers both; {@code this} where the other lies in another file. */
  public Span to(Span other) {
    if (other.file != file) {
      return this;
    }
    return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The line of the first character, from 1. */
  public int line() {
    return file.line(start);
  }

  /** The column of the first character, from 1; a tab counts as one. */
  public int column() {
    return file.column(start);
  }

  /** The text as the author wrote it. */
  public String text() {
    return file.text().substring(start, end);
  }

  /** {@code path:line}. */
  @Override
  public String toString() {
    return file.path() + ":" + line();
  }
}
