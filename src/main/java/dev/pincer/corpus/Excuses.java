// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a scenario states why something in it is vacuous: in comments, which mean nothing to C.
 *
 * <pre>
 * /* Vacuous: no_page_leaked: no proposal forgets a page yet. *&#47;
 *
 *     return -EBUSY;    /* Never run: the device gives up only where nobody pins. *&#47;
 * </pre>
 *
 * <p>The first kind names properties, with commas between them, and may stand anywhere. The second
 * speaks of the line that it begins on, or, if it stands there alone, of the line behind it.
 *
 * @param properties in the order of the source
 * @param lines in the order of the source
 */
public record Excuses(ImmutableList<OfProperty> properties, ImmutableList<OfLine> lines) {

  /** Why a property is not broken anywhere, or a witness not reached. */
  public record OfProperty(Span name, String why) {}

  /**
   * Why a line is never run.
   *
   * @param line from 1
   */
  public record OfLine(Span place, int line, String why) {}

  /** Comments that mean to be one: those that begin with either word, and a colon or a name. */
  private static final Pattern COMMENT =
      Pattern.compile(
          "/\\*[*\\s]*(?:(?<vacuous>[Vv]acuous\\b)|(?<never>[Nn]ever run\\s*:))(?<rest>.*?)\\*/",
          Pattern.DOTALL);

  private static final Pattern PROPERTIES =
      Pattern.compile(
          "\\s*:(?<names>[\\s*]*\\w+(?:\\s*,[\\s*]*\\w+)*)\\s*:(?<why>.*)", Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("\\w+");

  /** Those of a scenario; what is no well-formed one is reported. */
  public static Excuses of(SourceFile file, Diagnostics diagnostics) {
    ImmutableList.Builder<OfProperty> properties = ImmutableList.builder();
    ImmutableList.Builder<OfLine> lines = ImmutableList.builder();
    Matcher comment = COMMENT.matcher(file.text());
    while (comment.find()) {
      Span place = new Span(file, comment.start(), comment.end());
      if (comment.group("never") != null) {
        String why = onOneLine(comment.group("rest"));
        if (why.isEmpty()) {
          diagnostics
              .error(ErrorCode.BAD_EXCUSE, place, "it does not say why")
              .hint("`/* Never run: why this line is never run */`");
        } else {
          lines.add(new OfLine(place, line(file, comment), why));
        }
      } else {
        properties(file, comment, place, properties, diagnostics);
      }
    }
    return new Excuses(properties.build(), lines.build());
  }

  private static void properties(
      SourceFile file,
      Matcher comment,
      Span place,
      ImmutableList.Builder<OfProperty> properties,
      Diagnostics diagnostics) {
    Matcher parts =
        PROPERTIES.matcher(file.text()).region(comment.start("rest"), comment.end("rest"));
    String why = parts.matches() ? onOneLine(parts.group("why")) : "";
    if (why.isEmpty()) {
      diagnostics
          .error(
              ErrorCode.BAD_EXCUSE,
              place,
              parts.matches() ? "it does not say why" : "it names no property")
          .hint("`/* Vacuous: NAME: why nothing breaks or reaches it */`");
      return;
    }
    Matcher name = NAME.matcher(file.text()).region(parts.start("names"), parts.end("names"));
    while (name.find()) {
      properties.add(new OfProperty(new Span(file, name.start(), name.end()), why));
    }
  }

  /** The line of code that a comment speaks of. */
  private static int line(SourceFile file, Matcher comment) {
    int line = file.line(comment.start());
    String before = file.text().substring(file.lineStart(line), comment.start());
    return before.isBlank() ? file.line(comment.end()) + 1 : line;
  }

  /** Without the stars at the beginnings of lines. */
  private static String onOneLine(String text) {
    StringBuilder words = new StringBuilder();
    for (String line : Splitter.on('\n').split(text)) {
      words.append(CharMatcher.anyOf(" \t\r*").trimLeadingFrom(line)).append(' ');
    }
    return CharMatcher.whitespace().trimAndCollapseFrom(words, ' ');
  }
}
