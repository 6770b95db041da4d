// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tokens, and what all parts of the parser do there: look, take, expect, recover.
 */
final class Cursor {
  /** Trees are no deeper than this, so that no walk over one can exhaust the stack. */
  private static final int DEPTH_MAX = 300;

  private final ImmutableList<Token> tokens;
  private final Token end;
  private final Diagnostics diagnostics;
  private int index;

  /** Braces that are open at the present token. */
  private int braces;

  private int depth;

  /** {@code end}: where an error is reported that is at the end of all. */
  Cursor(ImmutableList<Token> tokens, Span end, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.end = new Token(Kind.END, "", end, true, true, false, false);
    this.diagnostics = diagnostics;
  }

  Token peek() {
    return peek(0);
  }

  /** The token {@code ahead} of the present one. */
  Token peek(int ahead) {
    int at = index + ahead;
    return at < tokens.size() ? tokens.get(at) : end;
  }

  /** The present token, and all behind it. */
  List<Token> rest() {
    return tokens.subList(index, tokens.size());
  }

  /** The tokens from {@code mark} to before the present one. */
  ImmutableList<Token> since(Mark mark) {
    return ImmutableList.copyOf(tokens.subList(mark.index, index));
  }

  /** Takes {@code count} tokens, among which each brace has its other one. */
  void skip(int count) {
    index += count;
  }

  boolean at(String spelling) {
    return peek().is(spelling);
  }

  boolean atEnd() {
    return index >= tokens.size();
  }

  Token next() {
    Token token = peek();
    if (token.is("{")) {
      braces++;
    } else if (token.is("}")) {
      braces--;
    }
    index++;
    return token;
  }

  boolean take(String spelling) {
    if (!at(spelling)) {
      return false;
    }
    next();
    return true;
  }

  /** The token before the present one; the first if there is none before. */
  Token previous() {
    return index == 0 ? peek() : peek(-1);
  }

  /** From {@code start} to the token before the present one. */
  Span since(Span start) {
    return start.to(previous().span());
  }

  Token expect(String spelling) {
    if (!at(spelling)) {
      throw expected("`" + spelling + "`");
    }
    return next();
  }

  /** The token that closes what {@code open} opened. */
  Token expectClosing(String spelling, Token open) {
    if (!at(spelling)) {
      refuse(peek());
      diagnostics
          .error(ErrorCode.EXPECTED, placeOfMissing(), "`" + spelling + "`", peek().quoted())
          .hint(missing("`" + spelling + "`"))
          .second(open.span(), "opened here");
      throw new SyntaxError();
    }
    return next();
  }

  /**
   * Reports that something else stands here; or, if that is a word that Pincer does not have, the
   * word.
   */
  SyntaxError expected(String what) {
    refuse(peek());
    return missing(placeOfMissing(), what);
  }

  /** Like {@link #expected}, where nothing before the present token can be to blame. */
  SyntaxError unexpected(String what) {
    refuse(peek());
    return missing(peek().span(), what);
  }

  private SyntaxError missing(Span place, String what) {
    diagnostics.error(ErrorCode.EXPECTED, place, what, peek().quoted()).hint(missing(what));
    return new SyntaxError();
  }

  private String missing(String what) {
    return "write " + what + " before " + peek().quoted();
  }

  /** Reports {@code token} if it is a word that Pincer does not have. */
  void refuse(Token token) {
    ErrorCode code = Words.refused(token);
    if (code != null) {
      boolean named = code == ErrorCode.FLOATING_POINT || code == ErrorCode.UNSUPPORTED_WORD;
      throw named ? error(code, token.span(), token.text()) : error(code, token.span());
    }
  }

  /** What is missing at a line's end is missing there, not at the beginning of the next line. */
  private Span placeOfMissing() {
    Token found = peek();
    Span before = previous().span();
    boolean sameLine =
        before.file() == found.span().file()
            && before.file().line(before.end()) == found.span().line();
    return sameLine || index == 0
        ? found.span()
        : new Span(before.file(), before.end(), before.end());
  }

  SyntaxError error(ErrorCode code, Span span, Object... args) {
    diagnostics.error(code, span, args);
    return new SyntaxError();
  }

  /**
   * One level deeper into the tree; the caller leaves with {@link #leave}, unless by a SyntaxError.
   */
  void enter() {
    if (++depth > DEPTH_MAX) {
      throw error(ErrorCode.NESTED_TOO_DEEP, peek().span(), DEPTH_MAX);
    }
  }

  void leave() {
    depth--;
  }

  /** A place to come back to after an error. */
  record Mark(int braces, int depth, int index) {}

  Mark mark() {
    return new Mark(braces, depth, index);
  }

  /**
   * Skips what is left of the declaration or statement that began at {@code mark}: to behind its
   * {@code ;} or its last {@code }}, or to before the {@code }} that closes what it stands in.
   * Takes at least one token, if that is possible.
   */
  void recover(Mark mark) {
    depth = mark.depth;
    while (!atEnd()) {
      if (at("}") && braces == mark.braces) {
        return;
      }
      Token token = next();
      if (braces > mark.braces) {
        continue;
      }
      // Behind a `}`, more on the same line belongs to it: `} name;`.
      boolean last = token.is(";") || (token.is("}") && (peek().lineStart() || at("}")));
      if (last && !at("else")) {
        return;
      }
    }
  }

  /**
   * Skips to behind the parenthesis that closes {@code open}, which was taken, if it is in this
   * statement.
   */
  void skipParentheses(int openAtStart) {
    int open = openAtStart;
    while (open > 0 && !atEnd() && !at("{") && !at("}")) {
      Token token = next();
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
  }

  /** Whether a token was taken since {@code mark}. */
  boolean hasMovedSince(Mark mark) {
    return index > mark.index;
  }

  /**
   * The name that the typedef between {@code mark} and here was probably to declare; null if it is
   * none.
   */
  @Nullable Token typedefName(Mark mark) {
    List<Token> skipped = tokens.subList(mark.index, Math.min(index, tokens.size()));
    if (skipped.isEmpty() || !skipped.get(0).is("typedef")) {
      return null;
    }
    for (int i = skipped.size() - 1; i > 0; i--) {
      Token name = skipped.get(i - 1);
      Token after = skipped.get(i);
      boolean ends = after.is(";") || after.is("[");
      boolean ofPointer = after.is(")") && i > 1 && skipped.get(i - 2).is("*");
      if (Words.isName(name) && (ends || ofPointer)) {
        return name;
      }
    }
    return null;
  }
}
