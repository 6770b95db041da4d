// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.verdict.SearchResult;

/**
 * A {@link TransitionSystem} as {@link Search} wants it: a state is a fixed number of longs, its
 * words; equal states have equal words. A state with a fault has none: it is told with the state
 * before it.
 *
 * <p>What words mean, only the space knows, and it may give out numbers as they are needed: nothing
 * that leaves a search may depend on them.
 *
 * @param <S> the states
 */
interface StateSpace<S> {
  /**
   * The space without what this one leaves out; itself if that is nothing. Words mean the same in
   * both.
   */
  default StateSpace<S> whole() {
    return this;
  }

  /** Whether a property may say something else of a state than of the one that stands for it. */
  default boolean tellsApart(int property) {
    return false;
  }

  /** What words stand for. */
  TransitionSystem<S> system();

  /** Longs of a state; changes with {@link #narrow} and {@link #widen} only. */
  int wordCount();

  /** How many times as long as that of a packed state an expansion takes, about. */
  default int effort() {
    return 1;
  }

  /** For one thread at a time; void when the number of words changes. */
  Expander expander();

  /** Puts the words of {@code state}, which has no fault, at {@code words[at] ..}. */
  void pack(S state, long[] words, int at);

  S unpack(long[] words, int at);

  /**
   * The bits of the words that properties look at: equal bits, equal truth, but for what is asked
   * at a good end.
   */
  long[] visibleMask();

  /** Makes states shorter if it can; says whether it did. All words so far are void then. */
  boolean narrow();

  /** Makes room for what did not fit. All words so far are void. */
  void widen();

  /** What no expansion, and nothing before the first step, has executed. */
  ImmutableList<SearchResult.Unreached> unreached();

  /** Whether expansions have left something out, as {@link TransitionSystem#isCut} says. */
  default boolean isCut() {
    return system().isCut();
  }

  /** An estimate of what the space itself holds. */
  long bytes();
}
