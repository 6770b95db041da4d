// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;

/**
 * A text as lines, each with its end.
 *
 * <p>A last line without newline is so unlike one with: what a diff says as "No newline at end of
 * file" needs no case of its own, nor do the two line ends {@code \n} and {@code \r\n}.
 */
final class Lines {
  private Lines() {}

  /** The lines of {@code text}, whose texts joined are {@code text}; none for the empty text. */
  static ImmutableList<String> of(String text) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines.build();
  }

  /** The line without newline. */
  static String withoutNewline(String line) {
    return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
  }

  /** The line without newline and carriage return. */
  static String bare(String line) {
    String text = withoutNewline(line);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Whether two lines are equal but for a carriage return before the newline of one. */
  static boolean equalButForReturn(String a, String b) {
    return a.endsWith("\n") == b.endsWith("\n") && bare(a).equals(bare(b));
  }
}
