// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import dev.pincer.report.Subject;
import java.time.Duration;

/**
 * Who waits for searches: may ask them to stop, and is told how they go. Called by the searching
 * threads.
 */
public interface Watcher {
  /** Waits in patience. */
  Watcher NONE = new Watcher() {};

  /** Whether all searches shall end, with what they have; asked every few milliseconds. */
  default boolean isInterrupted() {
    return false;
  }

  /** How a search goes: when it begins, and at most five times a second from then on. */
  default void progress(Progress progress) {}

  /**
   * One of several searches has ended, or has been left out, as what another found is its result.
   */
  default void ended(Subject subject) {}

  /**
   * How far a search has come.
   *
   * @param subject what is searched
   * @param states found so far
   * @param frontier how many of them are still to be expanded
   * @param bytes held, by the search's own estimate
   * @param elapsed since it began
   */
  record Progress(Subject subject, long states, long frontier, long bytes, Duration elapsed) {}
}
