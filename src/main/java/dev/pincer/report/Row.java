// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One line of a race diagram, before it is laid out.
 *
 * @param thread whose column it stands in; -1 for a rule across all columns
 * @param depth how many calls it is nested in
 * @param calls functions that are entered here, each by the one before; if there is a text as well,
 *     it is all that the last of them does
 * @param text what the thread does, as the author wrote it; empty if the row is of calls alone, or
 *     goes on with the row before
 * @param effects what it saw or changed, where the text does not say so itself
 * @param span where that stands; null for a rule
 */
record Row(
    int thread,
    int depth,
    ImmutableList<String> calls,
    String text,
    ImmutableList<String> effects,
    @Nullable Span span) {

  /** The line before, and the line behind, what repeats for ever. */
  static Row rule(String text) {
    return new Row(-1, 0, ImmutableList.of(), text, ImmutableList.of(), null);
  }

  boolean isRule() {
    return thread < 0;
  }
}
