// SPDX-License-Identifier: Apache-2.0
package dev.pincer.replay;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Event;
import dev.pincer.machine.MemoryModel;
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
 * @param steps those of the schedule; where it has a loop, that is in it once, at the end
 */
public record Trace(
    Program program,
    MemoryModel memory,
    Schedule schedule,
    State start,
    ImmutableList<ImmutableList<Event>> prologue,
    ImmutableList<Step> steps) {

  /** How many of the steps come before those that repeat for ever; all, if none do. */
  public int stemLength() {
    return schedule.stepCount();
  }

  /** The last state. Behind a loop it is the one in which the loop began. */
  public State end() {
    return steps.isEmpty() ? start : steps.get(steps.size() - 1).after();
  }

  /**
   * One step.
   *
   * @param events of the thread {@code choice.thread()}, or of what memory did for one
   * @param after the state behind it
   */
  public record Step(Choice choice, ImmutableList<Event> events, State after) {}
}
