// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import dev.pincer.source.Span;

/**
 * A part of a condition that is worth printing when the condition decides something: "{@code
 * follow(&parent, 0)} is {@code &mem_map[1]}".
 *
 * @param text where the author wrote it
 */
public record Watch(Span text, Expr value, ValueType type) {
  /** What the author wrote, on one line. */
  public String words() {
    return Origin.onOneLine(text);
  }
}
