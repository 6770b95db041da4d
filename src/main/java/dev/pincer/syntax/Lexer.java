// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.syntax.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Splits a file into C's preprocessing tokens (C11 5.1.1.2, phases 2 and 3). No trigraphs, no
 * digraphs, no universal character names: each would be a stray character.
 */
final class Lexer {
  /** Longest first, so that the first that fits is C's longest. */
  private static final ImmutableList<String> PUNCTUATORS =
      ImmutableList.of(
          "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
          "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "##", "[", "]", "(", ")", "{", "}", ".",
          "&", "*", "+", "-", "~", "!", "/", "%", "<", ">", "^", "|", "?", ":", ";", "=", ",", "#");

  private final SourceFile file;
  private final @Nullable Diagnostics diagnostics;

  /** The text without line continuations. */
  private final String text;

  /** For each character of {@link #text}, and its end, the offset in the file. */
  private final int[] offsets;

  private final ImmutableList.Builder<Token> tokens = ImmutableList.builder();
  private int at;
  private boolean lineStart = true;
  private boolean spaceBefore;

  /**
   * How far the line has come towards a header's name: 0 nothing, 1 {@code #}, 2 {@code #include}.
   */
  private int directive;

  private Lexer(SourceFile file, @Nullable Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
    String raw = file.text();
    StringBuilder cooked = new StringBuilder(raw.length());
    int[] map = new int[raw.length() + 1];
    int i = raw.startsWith("\uFEFF") ? 1 : 0;
    while (i < raw.length()) {
      if (raw.startsWith("\\\n", i)) {
        i += 2;
      } else if (raw.startsWith("\\\r\n", i)) {
        i += 3;
      } else {
        map[cooked.length()] = i;
        cooked.append(raw.charAt(i++));
      }
    }
    map[cooked.length()] = raw.length();
    this.text = cooked.toString();
    this.offsets = map;
  }

  /** All tokens of {@code file}, without an END. A comment without an end is reported at once. */
  static ImmutableList<Token> lex(SourceFile file, Diagnostics diagnostics) {
    Lexer lexer = new Lexer(file, diagnostics);
    lexer.run();
    return lexer.tokens.build();
  }

  /** The single token that {@code spelling} is, at {@code span}; null if it is none or several. */
  static @Nullable Token single(String spelling, Span span) {
    Lexer lexer = new Lexer(new SourceFile("", spelling), null);
    lexer.run();
    ImmutableList<Token> all = lexer.tokens.build();
    if (all.size() != 1 || !all.get(0).text().equals(spelling)) {
      return null;
    }
    return all.get(0).madeAt(span).withSpaceBefore(false);
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        lineStart = true;
        spaceBefore = true;
        directive = 0;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b') {
        at++;
        spaceBefore = true;
      } else if (text.startsWith("//", at)) {
        at = endOfLine(at);
        spaceBefore = true;
      } else if (text.startsWith("/*", at)) {
        comment();
      } else {
        token(c);
      }
    }
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      if (diagnostics != null) {
        diagnostics.error(ErrorCode.UNTERMINATED_COMMENT, span(at, at + 2));
      }
      at = text.length();
    } else {
      at = end + 2;
    }
    spaceBefore = true;
  }

  private void token(char c) {
    if (isNameStart(c)) {
      int end = at + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      add(Kind.IDENTIFIER, end);
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      add(Kind.NUMBER, endOfNumber());
    } else if (c == '<' && directive == 2 && closingBracket() > 0) {
      add(Kind.HEADER, closingBracket() + 1);
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else {
      for (String punctuator : PUNCTUATORS) {
        if (text.startsWith(punctuator, at)) {
          add(Kind.PUNCTUATOR, at + punctuator.length());
          return;
        }
      }
      add(Kind.STRAY, at + Character.charCount(text.codePointAt(at)));
    }
  }

  private int endOfNumber() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean sign = c == '+' || c == '-';
      if (!(isNamePart(c) || c == '.' || (sign && "eEpP".indexOf(text.charAt(end - 1)) >= 0))) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Index of the {@code >} that closes a header's name, or -1. */
  private int closingBracket() {
    int end = text.indexOf('>', at);
    return end < endOfLine(at) ? end : -1;
  }

  private void quoted(char quote) {
    int end = endOfLine(at);
    for (int i = at + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\' && directive != 2) {
        i++;
      } else if (c == quote) {
        add(quote == '"' ? Kind.STRING : Kind.CHARACTER, i + 1);
        return;
      }
    }
    if (end > at && text.charAt(end - 1) == '\r') {
      end--;
    }
    add(Kind.UNTERMINATED, end);
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void add(Kind kind, int end) {
    String spelling = text.substring(at, end);
    tokens.add(new Token(kind, spelling, span(at, end), lineStart, spaceBefore, false, false));
    if (lineStart) {
      directive = spelling.equals("#") ? 1 : 0;
    } else {
      directive = directive == 1 && spelling.equals("include") ? 2 : 0;
    }
    at = end;
    lineStart = false;
    spaceBefore = false;
  }

  /** From the first to after the last character: a continuation that follows is not part of it. */
  private Span span(int start, int end) {
    return new Span(file, offsets[start], end > start ? offsets[end - 1] + 1 : offsets[start]);
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
