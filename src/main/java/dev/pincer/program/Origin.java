// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;

/**
 * Where an instruction comes from.
 *
 * @param span the expression or statement, in the function that contains it
 * @param statement the statement that contains it, in the same function
 * @param frames the inlined calls that lead here, outermost first; empty in the body of the thread
 *     itself
 */
public record Origin(Span span, Span statement, ImmutableList<Frame> frames) {
  /** What the author wrote, on one line. */
  public String words() {
    return onOneLine(span);
  }

  static String onOneLine(Span span) {
    return CharMatcher.whitespace().trimAndCollapseFrom(span.text(), ' ');
  }

  /** The name of the innermost function; that of the thread, {@code outermost}, in its own body. */
  public String function(String outermost) {
    return frames.isEmpty() ? outermost : frames.get(frames.size() - 1).function();
  }

  /**
   * One inlined call.
   *
   * @param function the name of the function called
   * @param call the call expression in the caller
   * @param statement the statement in the caller that contains the call
   * @param definition the name in the function's definition
   * @param instance numbers the calls of one thread in the order of inlining, so that two calls of
   *     one function by one statement differ
   */
  public record Frame(String function, Span call, Span statement, Span definition, int instance) {}
}
