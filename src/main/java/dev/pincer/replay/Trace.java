// SPDX-License-Identifier: Apache-2.0
package dev.pincer.replay;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Event;
import dev.pincer.machine.State;
import dev.pincer.program.Program;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;

/**
 * A run, step by step, with all that happened in it.
 *
 * @param prologue for each thread the events before its first step (those of the initial codes are
 *     left out)
 * @param start the initial state
 */
public record Trace(
    Program program,
    Schedule schedule,
    State start,
    ImmutableList<ImmutableList<Event>> prologue,
    ImmutableList<Step> steps) {

  /** The last state. */
  public State end() {
    return steps.isEmpty() ? start : steps.get(steps.size() - 1).after();
  }

  /**
   * One step.
   *
   * @param events of the thread {@code choice.thread()}
   * @param after the state behind it
   */
  public record Step(Choice choice, ImmutableList<Event> events, State after) {}
}
