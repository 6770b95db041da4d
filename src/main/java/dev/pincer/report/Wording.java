// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pieces of the author's text, on one line. */
final class Wording {
  private Wording() {}

  /**
   * {@code pte_t pte = } or {@code mm->x = }: the last word in front of the sign is what is
   * assigned.
   */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:[\\w\\s*]*[\\s*])??(?<target>\\*?\\w[^\\s=!<>+*/%&|^]*)\\s*=\\s*");

  private static final Pattern KEYWORD =
      Pattern.compile("(?:if|else|while|do|for|switch|case|default|return|goto)\\b.*");

  /** On one line, single blanks, without the semicolon. */
  static String line(Span span) {
    return line(span.text());
  }

  static String line(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.endsWith(";") ? line.substring(0, line.length() - 1).stripTrailing() : line;
  }

  /**
   * What {@code statement} assigns the value of {@code expression} to, as in {@code pte} for {@code
   * pte_t pte = ptep_get(ptep);}; null if it does anything else with it.
   */
  static @Nullable String target(Span statement, Span expression) {
    if (statement.file() != expression.file()
        || expression.start() < statement.start()
        || expression.end() > statement.end()) {
      return null;
    }
    String text = statement.file().text();
    String after = text.substring(expression.end(), statement.end()).strip();
    if (!after.isEmpty() && !after.equals(";")) {
      return null;
    }
    Matcher matcher =
        ASSIGNMENT.matcher(text.substring(statement.start(), expression.start()).strip());
    return matcher.matches() ? matcher.group("target") : null;
  }

  /** The statement, if it is one short expression; else the expression alone. */
  static String sentence(Span statement, Span expression) {
    String line = line(statement);
    boolean simple = !KEYWORD.matcher(line).matches() && !line.contains("{") && !line.contains(";");
    return simple ? line : line(expression);
  }

  /**
   * Whether {@code text} ends by saying {@code value}: {@code x = 1} or {@code WRITE_ONCE(x, 1)}.
   */
  static boolean says(String text, String value) {
    String end = text.endsWith(")") ? text.substring(0, text.length() - 1) : text;
    return end.endsWith("= " + value) || end.endsWith(", " + value);
  }
}
