// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;

/** The way through the tokens of a test. Belongs to one reading. */
final class Cursor {
  private final ImmutableList<Token> tokens;
  private final Diagnostics diagnostics;
  private int index;

  Cursor(ImmutableList<Token> tokens, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.diagnostics = diagnostics;
  }

  /** Thrown after reporting: one mistake gives one message. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  int index() {
    return index;
  }

  Token get(int at) {
    return tokens.get(at);
  }

  Token peek() {
    return peek(0);
  }

  /** The token {@code ahead} of the next, which may lie behind; at the ends the last or first. */
  Token peek(int ahead) {
    return tokens.get(Math.max(0, Math.min(index + ahead, tokens.size() - 1)));
  }

  Token next() {
    Token token = peek();
    index = Math.min(index + 1, tokens.size() - 1);
    return token;
  }

  boolean take(String text) {
    if (peek().is(text)) {
      next();
      return true;
    }
    return false;
  }

  void expect(String text) {
    if (!take(text)) {
      throw expected("`" + text + "`");
    }
  }

  Token word(String what) {
    if (peek().kind() != Token.Kind.WORD) {
      throw expected(what);
    }
    return next();
  }

  /** A number with its sign. */
  long number() {
    boolean negative = take("-");
    if (peek().kind() != Token.Kind.NUMBER) {
      throw expected("a number");
    }
    Token token = next();
    try {
      long value = Long.decode(token.text().replaceAll("[uUlL]+$", ""));
      return negative ? -value : value;
    } catch (NumberFormatException e) {
      throw error(ErrorCode.BAD_NUMBER, token.span(), token.text());
    }
  }

  Stop expected(String what) {
    Token found = peek();
    boolean end = found.kind() == Token.Kind.END;
    return error(
        ErrorCode.EXPECTED, found.span(), what, end ? found.text() : "`" + found.text() + "`");
  }

  Stop unsupported(String what) {
    return error(ErrorCode.LITMUS_UNSUPPORTED, peek().span(), what);
  }

  Stop error(ErrorCode code, Span span, Object... args) {
    diagnostics.error(code, span, args);
    return new Stop();
  }
}
