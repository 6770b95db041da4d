// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.source.Span;

/** Source text as messages quote it. */
final class Texts {
  private static final int LENGTH_MAX = 60;

  private Texts() {}

  /** The text on one line, blanks joined, cut where it is long. */
  static String of(Span span) {
    String text = span.text().replaceAll("\\s+", " ");
    return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX - 3) + "...";
  }
}
