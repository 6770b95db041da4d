// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * What must be true, as code that reads shared memory in one state and returns 0 or 1.
 *
 * @param consequence the second condition of {@code leads_to}; null for the others
 * @param declared its name in the source
 */
public record Property(
    Kind kind, String name, Code code, @Nullable Code consequence, Span declared) {
  public enum Kind {
    /** True in every state. */
    INVARIANT,
    /** True in every state in which all threads but the daemons have returned. */
    FINALLY,
    /** True in some state. */
    WITNESS,
    /** True at some time on every fair run. */
    EVENTUALLY,
    /** Whenever the first is true, the second is true then or later, on every fair run. */
    LEADS_TO
  }

  /** The condition that is judged in the last state of a run: of LEADS_TO the second one. */
  public Code judged() {
    return consequence == null ? code : consequence;
  }
}
