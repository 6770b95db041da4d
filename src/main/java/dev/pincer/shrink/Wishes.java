// SPDX-License-Identifier: Apache-2.0
package dev.pincer.shrink;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.LocalStep;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.sample.Judge;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs lists of wishes: a step that cannot be taken is left out, and the run ends in the first
 * state that shows one property broken.
 */
public final class Wishes {
  private final Machine machine;
  private final Judge judge;
  private final Judge.Broken broken;

  public Wishes(Machine machine, Judge.Broken broken) {
    this.machine = machine;
    this.judge = new Judge(machine);
    this.broken = broken;
  }

  /**
   * What became of the wishes.
   *
   * @param taken the steps that could be taken, up to the end of the run
   * @param shown whether its last state shows the property broken
   */
  public record Outcome(Schedule taken, boolean shown) {}

  /** Takes what can be taken; nothing if the model cannot start so. */
  public Outcome run(ImmutableIntArray startPicks, List<Choice> wishes) {
    State state = null;
    for (Start start : machine.starts()) {
      if (start.picks().equals(startPicks)) {
        state = start.state();
      }
    }
    if (state == null) {
      return new Outcome(Schedule.EMPTY, false);
    }
    ImmutableList.Builder<Choice> taken = ImmutableList.builder();
    int next = 0;
    while (!judge.shows(broken, state)) {
      Successor move = null;
      while (move == null && next < wishes.size() && state.fault() == null) {
        move = wished(wishes.get(next++), state);
      }
      if (move == null) {
        return new Outcome(new Schedule(startPicks, taken.build()), false);
      }
      taken.add(move.choice());
      state = move.state();
    }
    return new Outcome(new Schedule(startPicks, taken.build()), true);
  }

  /** The move that was wished for; else the thread's first. Null if it cannot move. */
  private @Nullable Successor wished(Choice wish, State state) {
    if (wish.thread() >= machine.program().threads().size()) {
      State after = machine.step(state, wish).state();
      return after == null ? null : new Successor(wish, after, false);
    }
    List<LocalStep> steps = machine.steps(state, wish.thread(), null, null);
    for (LocalStep step : steps) {
      if (step.successor().choice().equals(wish)) {
        return step.successor();
      }
    }
    return steps.isEmpty() ? null : steps.get(0).successor();
  }
}
