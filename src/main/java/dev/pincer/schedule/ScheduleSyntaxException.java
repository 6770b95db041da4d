// SPDX-License-Identifier: Apache-2.0
package dev.pincer.schedule;

/** The text is not a schedule. The message says what is wrong, without the text itself. */
public final class ScheduleSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  public ScheduleSyntaxException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text, 0 ... */
  public int offset() {
    return offset;
  }
}
