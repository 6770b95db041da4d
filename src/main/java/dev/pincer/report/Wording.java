// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Splitter;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pieces of the author's text, on one line. */
final class Wording {
  private Wording() {}

  /** {@code pte_t pte = } or {@code mm->x = }: the last word before the sign is assigned to. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:[\\w\\s*]*[\\s])??(?<target>\\*?\\w(?:->|[^\\s=!<>+*/%&|^-])*)\\s*=\\s*");

  private static final Pattern DECLARATION = Pattern.compile("\\w+\\s+[\\w*]");

  private static final Pattern KEYWORD =
      Pattern.compile("(?:if|else|while|do|for|switch|case|default|return|goto)\\b.*");

  /** A call that is all of an expression, or is assigned or compared. */
  private static final Pattern CALL =
      Pattern.compile("((?:[\\w.>\\[\\]-]+ = )?\\w+)(\\(.*\\))((?: ==? [^()]*)?)");

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
    if (!matcher.matches()) {
      return null;
    }
    String target = matcher.group("target");
    return matcher.start("target") > 0 ? target.replaceFirst("^\\*", "") : target;
  }

  /** Whether {@code statement} is {@code return expression;}. */
  static boolean isReturnOf(Span statement, Span expression) {
    return statement.file() == expression.file()
        && line(statement).equals("return " + line(expression));
  }

  /**
   * The statement, if it is one short expression, without the type of a declaration; else the
   * expression alone.
   */
  static String sentence(Span statement, Span expression) {
    @Nullable String target = target(statement, expression);
    if (target != null) {
      return target + " = " + line(expression);
    }
    String line = line(statement);
    boolean simple =
        !KEYWORD.matcher(line).matches()
            && !line.contains("{")
            && !line.contains(";")
            && !DECLARATION.matcher(line).lookingAt();
    return simple ? line : line(expression);
  }

  /**
   * The words of {@code text}, parted at the blanks outside of parentheses and braces, so that no
   * line ends amid a call or a value; at all blanks if such a word is longer than {@code width}.
   */
  static List<String> words(String text, int width) {
    List<String> words = new ArrayList<>();
    int open = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      open += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      if (i == text.length() || (c == ' ' && open == 0)) {
        String word = text.substring(start, i);
        words.addAll(word.length() <= width ? List.of(word) : Splitter.on(' ').splitToList(word));
        start = i + 1;
      }
    }
    return words;
  }

  /** {@code set_pte_at(...)} for a call with its arguments; the text itself if it is none. */
  static String withoutArguments(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches() || !isOneGroup(call.group(2)) || call.group(2).equals("()")) {
      return text;
    }
    return call.group(1) + "(...)" + call.group(3);
  }

  /** Whether the first parenthesis is closed by the last. */
  private static boolean isOneGroup(String text) {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (open == 0 && i < text.length() - 1) {
        return false;
      }
    }
    return open == 0;
  }

  /** Whether {@code text} ends with {@code value}: {@code x = 1} or {@code WRITE_ONCE(x, 1)}. */
  static boolean says(String text, String value) {
    String end = text.endsWith(")") ? text.substring(0, text.length() - 1) : text;
    return end.endsWith("= " + value) || end.endsWith(", " + value);
  }
}
