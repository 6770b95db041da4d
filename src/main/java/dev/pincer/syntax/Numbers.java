// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.syntax.Tree.Basic;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads integer and character constants, and texts, from their spelling. */
final class Numbers {
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger UINT_MAX = BigInteger.valueOf(0xffff_ffffL);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger ULONG_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private static final Pattern SUFFIX = Pattern.compile("[uU]?(l|L|ll|LL)?|(l|L|ll|LL)[uU]");
  private static final Pattern HEXADECIMAL_FLOATING =
      Pattern.compile("0x[0-9a-f]*(\\.[0-9a-f]*)?p[+-]?[0-9]+[fl]?");
  private static final Pattern FLOATING =
      Pattern.compile("([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=e))(e[+-]?[0-9]+)?[fl]?");

  private Numbers() {}

  /** A constant: its value as 64 bits, and its C type. */
  record Constant(long value, Basic type) {
    boolean isUnsigned() {
      return type == Basic.UNSIGNED_INT
          || type == Basic.UNSIGNED_LONG
          || type == Basic.UNSIGNED_LONG_LONG;
    }
  }

  /** The value and type (C11 6.4.4.1p5, LP64) of a number; 0 after an error. */
  static Constant integer(Token token, Diagnostics diagnostics) {
    String text = token.text().toLowerCase(Locale.ROOT);
    int radix = 10;
    int start = 0;
    if (text.startsWith("0x")) {
      radix = 16;
      start = 2;
    } else if (text.startsWith("0b")) {
      radix = 2;
      start = 2;
    } else if (text.startsWith("0")) {
      radix = 8;
    }
    if (isFloating(text, radix)) {
      diagnostics.error(ErrorCode.FLOATING_POINT, token.span(), token.text());
      return new Constant(0, Basic.INT);
    }
    int end = start;
    while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    String suffix = token.text().substring(end);
    if (end == start || !SUFFIX.matcher(suffix).matches()) {
      diagnostics.error(ErrorCode.BAD_NUMBER, token.span(), token.text());
      return new Constant(0, Basic.INT);
    }
    BigInteger value = new BigInteger(text.substring(start, end), radix);
    suffix = suffix.toLowerCase(Locale.ROOT);
    boolean unsigned = suffix.contains("u");
    boolean mayBeUnsigned = unsigned || radix != 10;
    if (value.compareTo(mayBeUnsigned ? ULONG_MAX : LONG_MAX) > 0) {
      diagnostics.error(ErrorCode.NUMBER_TOO_BIG, token.span(), token.text());
      return new Constant(0, Basic.INT);
    }
    int longs = suffix.contains("ll") ? 2 : suffix.contains("l") ? 1 : 0;
    return new Constant(value.longValue(), type(value, longs, unsigned, mayBeUnsigned));
  }

  private static boolean isFloating(String text, int radix) {
    return (radix == 16 ? HEXADECIMAL_FLOATING : FLOATING).matcher(text).matches();
  }

  private static Basic type(BigInteger value, int longs, boolean unsigned, boolean mayBeUnsigned) {
    if (longs == 0 && !unsigned && value.compareTo(INT_MAX) <= 0) {
      return Basic.INT;
    }
    if (longs == 0 && mayBeUnsigned && value.compareTo(UINT_MAX) <= 0) {
      return Basic.UNSIGNED_INT;
    }
    boolean signed = !unsigned && value.compareTo(LONG_MAX) <= 0;
    if (longs == 2) {
      return signed ? Basic.LONG_LONG : Basic.UNSIGNED_LONG_LONG;
    }
    return signed ? Basic.LONG : Basic.UNSIGNED_LONG;
  }

  /** The value of a character constant, an {@code int}; 0 after an error. */
  static Constant character(Token token, Diagnostics diagnostics) {
    String value = unquote(token, diagnostics);
    if (value.length() != 1) {
      // An escape that was reported has become a blank.
      diagnostics.error(ErrorCode.BAD_CHARACTER_CONSTANT, token.span(), token.text());
      return new Constant(0, Basic.INT);
    }
    if (value.charAt(0) > 0xff) {
      diagnostics.error(ErrorCode.BAD_CHARACTER_CONSTANT, token.span(), token.text());
    }
    // char is signed on the machines that Linux models run on.
    return new Constant((byte) value.charAt(0), Basic.INT);
  }

  /** What stands between the quotes, escapes resolved. */
  static String unquote(Token token, Diagnostics diagnostics) {
    String text = token.text();
    StringBuilder value = new StringBuilder();
    int i = 1;
    while (i < text.length() - 1) {
      char c = text.charAt(i);
      if (c != '\\') {
        value.append(c);
        i++;
        continue;
      }
      int end = endOfEscape(text, i + 1);
      int code = escape(text.substring(i + 1, end));
      if (code < 0) {
        diagnostics.error(ErrorCode.BAD_ESCAPE, token.span(), text.substring(i, end));
        code = ' ';
      }
      value.append((char) code);
      i = end;
    }
    return value.toString();
  }

  /** Index after the escape whose first character after the backslash is at {@code start}. */
  private static int endOfEscape(String text, int start) {
    int end = start;
    int last = text.length() - 1;
    if (text.charAt(start) == 'x') {
      end++;
      while (end < last && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      return end;
    }
    while (end < last && end < start + 3 && Character.digit(text.charAt(end), 8) >= 0) {
      end++;
    }
    return Math.max(end, start + 1);
  }

  /** The code of an escape without its backslash; -1 if C has none such. */
  private static int escape(String escape) {
    char c = escape.charAt(0);
    if (c == 'x') {
      String digits = escape.substring(1).replaceFirst("^0+(?=.)", "");
      return digits.isEmpty() || digits.length() > 2 ? -1 : Integer.parseInt(digits, 16);
    }
    if (Character.digit(c, 8) >= 0) {
      int code = Integer.parseInt(escape, 8);
      return code > 0xff ? -1 : code;
    }
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case '\\', '\'', '"', '?' -> c;
      default -> -1;
    };
  }
}
