// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one choice in one state.
 *
 * @param state the state behind the step; not null exactly if {@code kind} is STEPPED
 * @param instruction WAITS: the await that is false; MISSING_PICK and PICK_OUT_OF_RANGE: the
 *     choose; else -1
 * @param count PICK_OUT_OF_RANGE: how many values there are; SUPERFLUOUS_PICKS: how many were used;
 *     else 0
 */
public record Outcome(Kind kind, @Nullable State state, int instruction, int count) {
  /** How a choice fits the state. */
  public enum Kind {
    /** It does; the step may have ended in a fault. */
    STEPPED,
    /** The run has ended with a fault: nothing moves. */
    ENDED,
    /** There is no thread of this index. */
    NO_SUCH_THREAD,
    /** The thread has stored nothing that is still to be seen. */
    NOTHING_DELAYED,
    /** A thread has promised a store, and could not come to it any more. */
    BROKEN_PROMISE,
    /** More stores would be kept than the memory model has room for. */
    NO_ROOM,
    /** The thread has returned. */
    HAS_RETURNED,
    /** The thread is not enabled: an await in its next step is false. */
    WAITS,
    /** The step chooses more often than there are picks. */
    MISSING_PICK,
    /** A pick is not among the values of its choose. */
    PICK_OUT_OF_RANGE,
    /** There are more picks than the step chooses. */
    SUPERFLUOUS_PICKS
  }

  static Outcome stepped(State state) {
    return new Outcome(Kind.STEPPED, state, -1, 0);
  }

  static Outcome misfit(Kind kind) {
    return new Outcome(kind, null, -1, 0);
  }
}
