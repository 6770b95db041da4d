// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableSet;
import dev.pincer.bits.Scratch;
import dev.pincer.verdict.Reduction;
import org.jspecify.annotations.Nullable;

/**
 * How far a search may go.
 *
 * @param maxStates it ends before it has more states than this
 * @param maxBytes it ends soon after it holds more than this, by its own estimate; three quarters
 *     of the heap are a limit as well
 * @param scratch files for states that do not fit into {@code maxBytes}; null for none
 * @param workers threads that expand states, 1 ..; makes no difference but for the time
 * @param minShared states of a level from which on more than one worker expands it, 1 ..: a search
 *     that is over soon is over sooner with one. Where a state takes long, fewer are enough
 * @param hashBits bits of a hash that tell states apart, 1 .. 64; 0 for their words: see {@link
 *     dev.pincer.bits.StateTable}
 * @param reductions what it may use to leave states out; changes the counts, and nothing else
 */
public record SearchOptions(
    long maxStates,
    long maxBytes,
    @Nullable Scratch scratch,
    int workers,
    int minShared,
    int hashBits,
    ImmutableSet<Reduction.Kind> reductions) {
  private static final int MIN_SHARED = 1 << 16;

  /** No limit but the heap, one worker, no reduction. */
  public static final SearchOptions DEFAULT =
      new SearchOptions(Long.MAX_VALUE, Long.MAX_VALUE, null, 1, MIN_SHARED, 0, ImmutableSet.of());

  public SearchOptions {
    if (maxStates < 1 || maxBytes < 1 || workers < 1 || minShared < 1) {
      throw new IllegalArgumentException(
          maxStates + ", " + maxBytes + ", " + workers + ", " + minShared);
    }
    if (hashBits < 0 || hashBits > Long.SIZE) {
      throw new IllegalArgumentException("a hash of " + hashBits + " bits");
    }
  }

  public SearchOptions withMaxStates(long states) {
    return new SearchOptions(states, maxBytes, scratch, workers, minShared, hashBits, reductions);
  }

  public SearchOptions withMaxBytes(long bytes) {
    return new SearchOptions(maxStates, bytes, scratch, workers, minShared, hashBits, reductions);
  }

  public SearchOptions withScratch(Scratch files) {
    return new SearchOptions(maxStates, maxBytes, files, workers, minShared, hashBits, reductions);
  }

  public SearchOptions withWorkers(int count) {
    return new SearchOptions(maxStates, maxBytes, scratch, count, minShared, hashBits, reductions);
  }

  public SearchOptions withMinShared(int states) {
    return new SearchOptions(maxStates, maxBytes, scratch, workers, states, hashBits, reductions);
  }

  public SearchOptions withHashBits(int bits) {
    return new SearchOptions(maxStates, maxBytes, scratch, workers, minShared, bits, reductions);
  }

  public SearchOptions withReductions(ImmutableSet<Reduction.Kind> kinds) {
    return new SearchOptions(maxStates, maxBytes, scratch, workers, minShared, hashBits, kinds);
  }
}
