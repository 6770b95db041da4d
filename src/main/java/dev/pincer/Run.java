// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.schedule.Schedule;
import java.util.function.Supplier;

/**
 * One run of a model, in C or in Java, and what can be seen of it: of {@link Runs}. As text, it is
 * the race that it shows.
 *
 * @param <S> the states: those of the machine for a model in C, records for one in Java
 */
public final class Run<S> {
  private final Schedule schedule;
  private final ImmutableList<S> states;
  private final ImmutableSet<String> broken;
  private final ImmutableSet<String> reached;
  private final boolean ended;
  private final Supplier<String> text;

  Run(
      Schedule schedule,
      ImmutableList<S> states,
      ImmutableSet<String> broken,
      ImmutableSet<String> reached,
      boolean ended,
      Supplier<String> text) {
    this.schedule = schedule;
    this.states = states;
    this.broken = broken;
    this.reached = reached;
    this.ended = ended;
    this.text = text;
  }

  public Schedule schedule() {
    return schedule;
  }

  public int steps() {
    return schedule.stepCount();
  }

  public int switches() {
    return schedule.switchCount();
  }

  /** The initial state, and the one behind each step. */
  public ImmutableList<S> states() {
    return states;
  }

  /**
   * The properties that some state of it shows to be broken, in the order in which they broke.
   * Progress is none of them: one run does not show that it is lacking.
   */
  public ImmutableSet<String> broken() {
    return broken;
  }

  public boolean breaks(String property) {
    return broken.contains(property);
  }

  /** The witnesses that some state of it reaches. */
  public ImmutableSet<String> reached() {
    return reached;
  }

  /** Whether nothing can move behind its last step; else it could go on. */
  public boolean hasEnded() {
    return ended;
  }

  /** Of a model in C the race diagram, of one in Java its steps and states. */
  @Override
  public String toString() {
    return text.get();
  }
}
