// SPDX-License-Identifier: Apache-2.0
package dev.pincer.replay;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Event;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.Outcome;
import dev.pincer.machine.State;
import dev.pincer.program.Program;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/** Runs a schedule on the reference machine. */
public final class Replay {
  private Replay() {}

  /** As below, under sequential consistency. */
  public static Trace trace(Program program, Schedule schedule) throws ScheduleMisfitException {
    return trace(program, MemoryModel.sc(), schedule);
  }

  /**
   * The run that {@code schedule} names, with all that happens in it. It may end anywhere, also
   * with a fault. Steps that repeat are run once, and have to lead back to where they began.
   */
  public static Trace trace(Program program, MemoryModel memory, Schedule schedule)
      throws ScheduleMisfitException {
    Machine machine = new Machine(program, memory);
    List<List<Event>> prologue = new ArrayList<>();
    program.threads().forEach(thread -> prologue.add(new ArrayList<>()));
    Outcome begun =
        machine.start(
            schedule.start(),
            (thread, event) -> {
              if (thread >= 0) {
                prologue.get(thread).add(event);
              }
            });
    State start = begun.state();
    if (start == null) {
      throw new ScheduleMisfitException(-1, Misfit.ofStart(begun, schedule.start()));
    }
    ImmutableList.Builder<Trace.Step> steps = ImmutableList.builder();
    State state = start;
    State loopStart = start;
    ImmutableList<Choice> choices = schedule.onceRound().choices();
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      List<Event> events = new ArrayList<>();
      Outcome outcome = machine.step(state, choice, (thread, event) -> events.add(event));
      State after = outcome.state();
      if (after == null) {
        String message = new Misfit(program, i, choice, outcome, events).message(state);
        throw new ScheduleMisfitException(i, message);
      }
      steps.add(new Trace.Step(choice, ImmutableList.copyOf(events), after));
      state = after;
      if (i + 1 == schedule.stepCount()) {
        loopStart = state;
      }
    }
    if (!schedule.loop().isEmpty() && !state.equals(loopStart)) {
      throw new ScheduleMisfitException(
          choices.size() - 1,
          "the steps behind `~` do not lead back to where they began: "
              + Misfit.difference(program, loopStart, state));
    }
    return new Trace(
        program,
        memory,
        schedule,
        start,
        prologue.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList()),
        steps.build());
  }
}
