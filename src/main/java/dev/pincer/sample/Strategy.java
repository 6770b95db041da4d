// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.primitives.ImmutableIntArray;
import java.util.random.RandomGenerator;

/** How schedules are drawn. Called by one thread at a time, except for the runs it has begun. */
public interface Strategy {
  /** Draws one run. */
  interface Draw {
    /**
     * Which of the moves to take.
     *
     * @param moves all that the state offers, of two threads at least
     */
    int next(Moves moves);
  }

  /** As users name it. */
  String name();

  /** What it promises, one line. */
  String promise(int threads);

  /** Begins a run. What it draws depends on {@code random} and on what {@link #learn} was told. */
  Draw begin(RandomGenerator random);

  /**
   * Told of each run, in the order in which they were begun, before those of the next batch begin.
   *
   * @param threads who was chosen, each time that several could go on
   * @param newStates the states that no run before this had come to
   */
  default void learn(ImmutableIntArray threads, int newStates) {}
}
