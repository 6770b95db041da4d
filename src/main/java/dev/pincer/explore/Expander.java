// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.machine.Fault;
import dev.pincer.packed.Successors;

/**
 * Finds the successors of packed states, one state's behind the other's, and what is true of a
 * state. Belongs to one thread.
 */
interface Expander {
  // What a property says of a state.
  int FALSE = 0;
  int TRUE = 1;
  int FAULT = 2;

  /** Forgets all successors. */
  void clear();

  /**
   * Adds the successors of the state at {@code words[at] ..}, in the order of the threads, then of
   * their picks.
   */
  void expand(long[] words, int at);

  /** Whether expansions leave out orders of steps from now on, if the space knows of any. */
  default void leaveOut(boolean orders) {}

  /** Puts in the place of a state of the whole space the one that stands for it. */
  default void represent(long[] words, int at) {}

  /**
   * Tells all steps from the state that was expanded last, in order. Only where none was left out,
   * and before anything else is asked.
   */
  void tellSteps(Successors.Steps to);

  /** Successors without fault since {@link #clear}. */
  int count();

  /** Their words, one behind the other. */
  long[] words();

  /**
   * How many successors, since {@link #clear}, there are up to those of {@code thread} in the state
   * that was expanded last.
   */
  int end(int thread);

  /** The steps of the state that was expanded last that end with a fault, in order. */
  int faultCount();

  int faultThread(int index);

  Fault fault(int index);

  /** The successors without fault, since {@link #clear}, that come before the fault. */
  int faultPosition(int index);

  /** How many states the steps that end with a fault lead to. */
  int distinctFaults();

  /** Whether there is a data race in the state that was expanded last. */
  boolean raced();

  /** {@link TransitionSystem#isImpossible}. */
  default boolean isImpossible(long[] words, int at) {
    return false;
  }

  /** {@link TransitionSystem#lacksRoom}. */
  default boolean lacksRoom(long[] words, int at) {
    return false;
  }

  /** Whether a run may end in a state, and well. */
  boolean isGoodEnd(long[] words, int at);

  /**
   * What a property says of a state, the first condition of one that has two; of a FINALLY ask in a
   * good end only.
   */
  int truth(int property, long[] words, int at);

  /** What the second condition of a LEADS_TO says of a state. */
  int consequence(int property, long[] words, int at);
}
