// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.time.Duration;

/** Who waits for a search: may ask it to stop, and is told how it goes. */
public interface SearchMonitor {
  /** Waits in patience. */
  SearchMonitor NONE = new SearchMonitor() {};

  /** Whether the search shall end; asked every few milliseconds, by the searching thread. */
  default boolean isInterrupted() {
    return false;
  }

  /** Called by the searching thread, at most five times a second. */
  default void progress(Progress progress) {}

  /**
   * How far a search has come.
   *
   * @param states found so far
   * @param frontier how many of them are still to be expanded
   * @param transitions taken so far
   * @param depthSteps steps from the start to the states that are being expanded
   * @param bytes held, by the search's own estimate
   * @param elapsed since the beginning
   */
  record Progress(
      long states, long frontier, long transitions, int depthSteps, long bytes, Duration elapsed) {}
}
