// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import org.jspecify.annotations.Nullable;

/**
 * What can be searched: threads that take steps from state to state, and properties.
 *
 * <p>States are values: immutable, with equals and hashCode, and equal states have equal futures.
 * Every method is a pure function, but that {@link #starts} and {@link #moves} may note what they
 * executed for {@link #unreached}. All may be called by several threads at once.
 *
 * @param <S> the states
 */
public interface TransitionSystem<S> {
  /** How many threads there are, 1 .. 64; steps that memory takes count as threads of their own. */
  int threadCount();

  /** The threads that a fair run may put off for ever, one bit each. */
  default long unfairThreads() {
    return 0;
  }

  /** What is to be judged, in the order of the reports. Built-in properties are not among them. */
  ImmutableList<Judged> properties();

  /**
   * A declared property.
   *
   * @param kind none of the built-in ones
   */
  record Judged(Finding.Kind kind, String name) {}

  /** The initial states, in the order of their picks; at least one. */
  ImmutableList<Begun<S>> starts();

  /**
   * An initial state.
   *
   * @param picks the values chosen before the first step
   */
  record Begun<S>(ImmutableIntArray picks, S state) {}

  /** All that {@code state} offers; nothing if it has a fault. */
  Moves<S> moves(S state);

  /**
   * What a state offers.
   *
   * @param moves in the order of the threads, then of their picks
   * @param race whether two of them race
   */
  record Moves<S>(ImmutableList<Move<S>> moves, boolean race) {}

  /**
   * One transition.
   *
   * @param acquires whether it takes something that it had to wait for, as a lock: a fair run does
   *     not put such a step off for ever even if it is enabled only now and then
   */
  record Move<S>(Choice choice, S state, boolean acquires) {}

  /** The state behind {@code choice}; null if {@code state} does not offer it. */
  @Nullable S step(S state, Choice choice);

  /**
   * Whether a declared property is true in {@code state}. For LEADS_TO: its first condition.
   *
   * @param property index in {@link #properties}
   */
  Truth truth(int property, S state);

  /** The second condition of a LEADS_TO. */
  Truth consequence(int property, S state);

  /** Whether a run may end here, and well. */
  boolean isGoodEnd(S state);

  /** Whether a state may offer more than is known, as there was no room for it. */
  default boolean lacksRoom(S state) {
    return false;
  }

  /**
   * Whether no run comes to {@code state}, although each step on the way can be taken: what is
   * wrong there says nothing.
   */
  default boolean isImpossible(S state) {
    return false;
  }

  /**
   * How many things {@code thread} has still to do, as others may have seen them done. A run
   * without end on which this never falls, and never is 0, is none; and so is one that ends while
   * it is more than 0.
   */
  default int owed(S state, int thread) {
    return 0;
  }

  /** Whether {@link #owed} may ever be more than 0. */
  default boolean owes() {
    return false;
  }

  /** What ended the run in {@code state}; null if nothing did. */
  @Nullable Fault fault(S state);

  /** The race in a state that has one, for people; empty where it has none. */
  String raceText(S state);

  /** What holds the threads of a deadlock, for people. */
  String deadlockText(S state);

  /** An empty store that fits the states. */
  StateStore<S> newStore();

  /**
   * Whether {@link #moves} has left something out, as its store buffers are too short: then no
   * search is exhaustive.
   */
  default boolean isCut() {
    return false;
  }

  /** What no call of {@link #starts} and {@link #moves} has executed so far. */
  ImmutableList<SearchResult.Unreached> unreached();
}
