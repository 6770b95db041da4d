// SPDX-License-Identifier: Apache-2.0
package dev.pincer.verdict;

import com.google.common.collect.ImmutableList;
import java.time.Duration;

/**
 * What an exhaustive search found, and how far it went.
 *
 * @param findings one for each property, declared ones first
 * @param states distinct states found
 * @param transitions steps taken, also those to states found before
 * @param completeDepth every state at most this many steps from the start was expanded
 * @param limit why the search ended early; {@link Limit#NONE} if it was exhaustive
 * @param unreached instructions that no run executes, by thread code, in the order of the program;
 *     empty unless exhaustive
 * @param bytes what the search held at its end, by its own estimate; never in a golden
 * @param elapsed wall time; never in a golden
 * @param omission the probability that any state was lost, at most: what holds, holds but for that;
 *     0 if states were told apart by all that they are
 * @param reductions those that the search was allowed to use, in the order of their kinds; states
 *     and transitions are what they left
 */
public record SearchResult(
    ImmutableList<Finding> findings,
    long states,
    long transitions,
    int completeDepth,
    Limit limit,
    ImmutableList<Unreached> unreached,
    long bytes,
    Duration elapsed,
    double omission,
    ImmutableList<Reduction> reductions) {

  /** Of a search that was to leave nothing out, and could lose nothing. */
  public SearchResult(
      ImmutableList<Finding> findings,
      long states,
      long transitions,
      int completeDepth,
      Limit limit,
      ImmutableList<Unreached> unreached,
      long bytes,
      Duration elapsed) {
    this(
        findings,
        states,
        transitions,
        completeDepth,
        limit,
        unreached,
        bytes,
        elapsed,
        0,
        ImmutableList.of());
  }

  /** Why a search ended before it had seen everything. */
  public enum Limit {
    NONE,
    STATES,
    MEMORY,
    INTERRUPTED,
    /** The memory model lacked room for stores that are not yet seen by all. */
    BUFFERS
  }

  /**
   * An instruction of a thread's code that was never executed. {@code thread} is the index of the
   * first thread with that code.
   */
  public record Unreached(int thread, int instruction) {}

  /** The same, with other words on reductions. */
  public SearchResult withReductions(ImmutableList<Reduction> others) {
    return new SearchResult(
        findings,
        states,
        transitions,
        completeDepth,
        limit,
        unreached,
        bytes,
        elapsed,
        omission,
        others);
  }

  public boolean exhaustive() {
    return limit == Limit.NONE;
  }
}
