// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

/**
 * How far a search may go.
 *
 * @param maxStates it ends before it has more states than this
 * @param maxBytes it ends soon after it holds more than this, by its own estimate; three quarters
 *     of the heap are a limit as well
 * @param workers threads that expand states, 1 ..; makes no difference but for the time
 */
public record SearchOptions(long maxStates, long maxBytes, int workers) {
  /** No limit but the heap, one worker. */
  public static final SearchOptions DEFAULT = new SearchOptions(Long.MAX_VALUE, Long.MAX_VALUE, 1);

  public SearchOptions {
    if (maxStates < 1 || maxBytes < 1 || workers < 1) {
      throw new IllegalArgumentException(maxStates + ", " + maxBytes + ", " + workers);
    }
  }

  public SearchOptions withMaxStates(long states) {
    return new SearchOptions(states, maxBytes, workers);
  }

  public SearchOptions withMaxBytes(long bytes) {
    return new SearchOptions(maxStates, bytes, workers);
  }

  public SearchOptions withWorkers(int count) {
    return new SearchOptions(maxStates, maxBytes, count);
  }
}
