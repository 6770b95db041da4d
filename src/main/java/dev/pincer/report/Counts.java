// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers with their words. */
final class Counts {
  private Counts() {}

  /** {@code 1 stage}, {@code 84 210 states}. */
  static String of(long count, String noun) {
    String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return grouped(count) + " " + (count == 1 ? noun : plural);
  }

  /** Groups of three digits: {@code 1 283 402}. */
  static String grouped(long count) {
    String digits = Long.toString(count);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0 && digits.charAt(i - 1) != '-') {
        text.append(' ');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** {@code p < 2.8e-06}: a probability, rounded up. */
  static String probability(double atMost) {
    BigDecimal rounded = new BigDecimal(atMost).round(new MathContext(2, RoundingMode.UP));
    return String.format(Locale.ROOT, "p < %.1e", rounded);
  }

  /** {@code 0.9 s}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
