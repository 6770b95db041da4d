// SPDX-License-Identifier: Apache-2.0
package dev.pincer.source;

import java.util.Arrays;

/**
 * The text of one file and where its lines begin.
 *
 * <p>Offsets are UTF-16 indices, 0 ..; lines and columns are counted from 1. Two files are equal
 * only if they are the same object: a file is read once and then shared.
 */
public final class SourceFile {
  private final String path;
  private final String text;

  /** Offset of the first character of each line; {@code lineStarts[0]} is 0. */
  private final int[] lineStarts;

  /**
   * @param path the name that diagnostics print, relative to the models folder where it lies there
   * @param text the whole text, lines ended by {@code \n} or {@code \r\n}
   */
  public SourceFile(String path, String text) {
    this.path = path;
    this.text = text;
    int[] starts = new int[16];
    int lineCount = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (lineCount == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lineCount);
      }
      starts[lineCount++] = i + 1;
    }
    this.lineStarts = Arrays.copyOf(starts, lineCount);
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** The line, from 1, in which {@code offset} stands. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column, from 1, of {@code offset} in its line; a tab counts as one. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /** Offset of the first character of {@code line}, which is counted from 1. */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The text of {@code line}, counted from 1, without its end-of-line characters. */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return path;
  }
}
