// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word, a number or a sign of a litmus test, outside of comments. */
record Token(Kind kind, String text, Span span) {
  enum Kind {
    WORD,
    NUMBER,
    SIGN,
    END
  }

  /** Where a thread is written, {@code (*x)} is C; everywhere else {@code (*} begins a comment. */
  private static final Pattern OUTSIDE = pattern("|\\(\\*(?s:.*?)\\*\\)");

  private static final Pattern IN_THREAD = pattern("");

  private static final Pattern THREAD = Pattern.compile("P\\d+");

  private static Pattern pattern(String comment) {
    return Pattern.compile(
        "(?<skip>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/"
            + comment
            + ")|(?<word>[A-Za-z_]\\w*)|(?<number>\\d\\w*)"
            + "|(?<sign>/\\\\|\\\\/|=>|<>|[=!<>]=|&&|\\|\\||->|\\+\\+|--|(?s:.))");
  }

  boolean is(String wanted) {
    return text.equals(wanted) && kind != Kind.END;
  }

  /** As an error names it. */
  String quoted() {
    return kind == Kind.END ? text : "`" + text + "`";
  }

  boolean isThread() {
    return kind == Kind.WORD && THREAD.matcher(text).matches();
  }

  int start() {
    return span.start();
  }

  int end() {
    return span.end();
  }

  /** The tokens of a file, with one of kind END behind them. */
  static ImmutableList<Token> of(SourceFile file) {
    ImmutableList.Builder<Token> tokens = ImmutableList.builder();
    String text = file.text();
    Matcher outside = OUTSIDE.matcher(text);
    Matcher inside = IN_THREAD.matcher(text);
    boolean thread = false;
    int depth = 0;
    for (int at = 0; at < text.length(); ) {
      Matcher matcher = thread ? inside : outside;
      if (!matcher.region(at, text.length()).lookingAt()) {
        throw new AssertionError("any character is a sign");
      }
      at = matcher.end();
      if (matcher.group("skip") == null) {
        Kind kind =
            matcher.group("word") != null
                ? Kind.WORD
                : matcher.group("number") != null ? Kind.NUMBER : Kind.SIGN;
        Token token =
            new Token(kind, matcher.group(), new Span(file, matcher.start(), matcher.end()));
        tokens.add(token);
        thread |= depth == 0 && token.isThread();
        depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        thread &= depth > 0 || !token.is("}");
      }
    }
    int end = text.length();
    return tokens.add(new Token(Kind.END, "the end of the file", new Span(file, end, end))).build();
  }
}
