// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import dev.pincer.source.Span;

/**
 * A preprocessing token of C, and where it comes from.
 *
 * @param text its spelling, line continuations taken out
 * @param span what the author wrote: the token itself or, for what a macro's body gave, the
 *     outermost invocation
 * @param lineStart first of its line
 * @param spaceBefore blanks, comments or line ends stand before it
 * @param painted the name of a macro that may not be expanded any more (C11 6.10.3.4: "no longer
 *     available")
 * @param made came from the body of a macro, not from a file's text
 */
record Token(
    Kind kind,
    String text,
    Span span,
    boolean lineStart,
    boolean spaceBefore,
    boolean painted,
    boolean made) {

  enum Kind {
    IDENTIFIER,
    /** C's preprocessing number: whether it is a number of C is seen later. */
    NUMBER,
    CHARACTER,
    STRING,
    /** {@code <name>} in an include. */
    HEADER,
    PUNCTUATOR,
    /** A character that begins no token. An error only if it reaches the parser. */
    STRAY,
    /**
     * An opening quote without its end, with the rest of the line. An error only if it reaches the
     * parser.
     */
    UNTERMINATED,
    /** Nothing: stands for an empty argument beside {@code ##} (C11 6.10.3.3). */
    PLACEMARKER,
    /** The end of the translation unit. */
    END
  }

  boolean is(String spelling) {
    return (kind == Kind.PUNCTUATOR || kind == Kind.IDENTIFIER) && text.equals(spelling);
  }

  boolean isIdentifier() {
    return kind == Kind.IDENTIFIER;
  }

  Token paint() {
    return new Token(kind, text, span, lineStart, spaceBefore, true, made);
  }

  Token withSpaceBefore(boolean space) {
    return space == spaceBefore
        ? this
        : new Token(kind, text, span, lineStart, space, painted, made);
  }

  /**
   * This token in the place of {@code other}: first of its line or after a blank, if that one was.
   */
  Token placedAs(Token other) {
    return new Token(kind, text, span, other.lineStart, other.spaceBefore, painted, made);
  }

  /** This token as a macro's body gives it, at the place of {@code invocation}. */
  Token madeAt(Span invocation) {
    return new Token(kind, text, invocation, false, spaceBefore, painted, true);
  }

  /**
   * For messages: {@code `x`}, or "the end of the file"; a word of pincer.h as the author knows it.
   */
  String quoted() {
    return kind == Kind.END ? "the end of the file" : "`" + plain() + "`";
  }

  /** The spelling; a word of pincer.h as the author knows it. */
  String plain() {
    return text.startsWith("__pincer_") ? text.substring("__pincer_".length()) : text;
  }
}
