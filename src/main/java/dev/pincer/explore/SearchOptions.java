// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableSet;
import dev.pincer.verdict.Reduction;

/**
 * How far a search may go.
 *
 * @param maxStates it ends before it has more states than this
 * @param maxBytes it ends soon after it holds more than this, by its own estimate; three quarters
 *     of the heap are a limit as well
 * @param workers threads that expand states, 1 ..; makes no difference but for the time
 * @param reductions what it may use to leave states out; changes the counts, and nothing else
 */
public record SearchOptions(
    long maxStates, long maxBytes, int workers, ImmutableSet<Reduction.Kind> reductions) {
  /** No limit but the heap, one worker, no reduction. */
  public static final SearchOptions DEFAULT =
      new SearchOptions(Long.MAX_VALUE, Long.MAX_VALUE, 1, ImmutableSet.of());

  public SearchOptions {
    if (maxStates < 1 || maxBytes < 1 || workers < 1) {
      throw new IllegalArgumentException(maxStates + ", " + maxBytes + ", " + workers);
    }
  }

  public SearchOptions withMaxStates(long states) {
    return new SearchOptions(states, maxBytes, workers, reductions);
  }

  public SearchOptions withMaxBytes(long bytes) {
    return new SearchOptions(maxStates, bytes, workers, reductions);
  }

  public SearchOptions withWorkers(int count) {
    return new SearchOptions(maxStates, maxBytes, count, reductions);
  }

  public SearchOptions withReductions(ImmutableSet<Reduction.Kind> kinds) {
    return new SearchOptions(maxStates, maxBytes, workers, kinds);
  }
}
