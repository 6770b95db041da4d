// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import org.jspecify.annotations.Nullable;

/**
 * Every way in which a model, a patch or a command line can be wrong, each with its words.
 *
 * <p>All wording is here, so that it stays even: lower case, no full stop, code in backticks, the
 * user's names as they are. Texts are {@link String#format} formats whose arguments are all {@code
 * %s}. Each code has a page, {@code docs/errors/<id>.md}.
 *
 * <p>Ranges: 01xx preprocessor, lexer and parser; 02xx names; 03xx types, steps and unsupported C;
 * 04xx properties; 05xx limits; 06xx corpus; 07xx command line and schedules. Constants stand in
 * the order of their ids.
 */
public enum ErrorCode {
  // ---- 01xx: preprocessor, lexer, parser ---------------------------------------------------

  /** The character. */
  STRAY_CHARACTER("E0101", "stray character `%s`"),
  UNTERMINATED_COMMENT("E0102", "comment without an end", "close it: `*/`"),
  /** What it is: a text, or a character constant. */
  UNTERMINATED_LITERAL("E0103", "%s that does not end in its line"),
  /** The constant as written. */
  BAD_CHARACTER_CONSTANT("E0104", "`%s` is not one character"),
  /** The escape as written. */
  BAD_ESCAPE("E0105", "unknown escape `%s`"),
  /** The number as written. */
  BAD_NUMBER("E0106", "`%s` is not an integer constant"),
  /** The number as written. */
  NUMBER_TOO_BIG("E0107", "`%s` does not fit in 64 bits");

  private final String id;
  private final String text;
  private final @Nullable String note;
  private final @Nullable String hint;

  ErrorCode(String id, String text) {
    this(id, text, null, null);
  }

  ErrorCode(String id, String text, String hint) {
    this(id, text, null, hint);
  }

  ErrorCode(String id, String text, @Nullable String note, @Nullable String hint) {
    this.id = id;
    this.text = text;
    this.note = note;
    this.hint = hint;
  }

  /** {@code E0101}: what is printed, and the name of the page. */
  public String id() {
    return id;
  }

  /** The format of the message. */
  public String text() {
    return text;
  }

  /** The rule behind the message, where one always applies. */
  public @Nullable String note() {
    return note;
  }

  /** What to type instead, where that is always the same. */
  public @Nullable String hint() {
    return hint;
  }
}
