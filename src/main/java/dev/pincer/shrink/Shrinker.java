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
 * Shrinks the schedule of a broken property.
 *
 * <p>A candidate is a wish list: a step that cannot be taken is left out, and the run ends in the
 * first state that shows the same property broken. It is accepted if it is smaller in the order of
 * witnesses; so every step down is one, and it ends. Passes: leave out stretches of steps, long
 * ones first (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE
 * 2002); move a thread's stretch up to its last one, or back to its next; exchange two stretches;
 * take the first pick. They are repeated until none helps: so to shrink twice changes nothing.
 *
 * <p>No candidate is tried that is longer. The result is smallest among what the passes reach; the
 * shortest race that there is, only an exhaustive search knows.
 */
public final class Shrinker {
  private final Machine machine;
  private final Judge judge;
  private final Judge.Broken broken;
  private long candidates;

  public Shrinker(Machine machine, Judge.Broken broken) {
    this.machine = machine;
    this.judge = new Judge(machine);
    this.broken = broken;
  }

  /** How many candidates were run. */
  public long candidates() {
    return candidates;
  }

  /**
   * A schedule that breaks the same property, no larger than the given one.
   *
   * @throws IllegalArgumentException if the given one does not break it
   */
  public Schedule shrink(Schedule schedule) {
    Schedule best = run(schedule.start(), schedule.choices());
    if (best == null) {
      throw new IllegalArgumentException(schedule + " does not break " + broken.property());
    }
    while (true) {
      Schedule before = best;
      best = leaveOut(best);
      best = move(best);
      best = firstPicks(best);
      if (best.equals(before)) {
        return best;
      }
    }
  }

  /** Leaves out stretches of steps, of half the run, a quarter, down to one. */
  private Schedule leaveOut(Schedule from) {
    Schedule best = from;
    for (int length = best.stepCount() / 2; length >= 1; length /= 2) {
      for (int at = best.stepCount() - length; at >= 0; at--) {
        if (at + length <= best.stepCount()) {
          best = smaller(best, Passes.leaveOut(best, at, length));
        }
      }
    }
    return best;
  }

  /** Moves stretches of one thread to where they save a switch, and the steps that wait for one. */
  private Schedule move(Schedule from) {
    Schedule best = from;
    for (int i = 0; i < count(best); i++) {
      for (int j = 0; j < count(best) && i < count(best); j++) {
        if (i != j) {
          best = smaller(best, Passes.move(best, i, j));
        }
      }
    }
    for (int i = 0; i + 1 < best.stepCount(); i++) {
      if (Passes.differ(best, i)) {
        best = smaller(best, Passes.swap(best, i));
      }
    }
    return best;
  }

  private Schedule firstPicks(Schedule from) {
    Schedule best = from;
    for (int i = 0; i < best.stepCount(); i++) {
      if (Passes.hasLaterPick(best, i)) {
        best = smaller(best, Passes.firstPicks(best, i));
      }
    }
    return best;
  }

  private static int count(Schedule schedule) {
    return Passes.stretches(schedule).size();
  }

  /** The run of the candidate if it is smaller, else {@code best}. */
  private Schedule smaller(Schedule best, List<Choice> candidate) {
    Schedule run = run(best.start(), candidate);
    return run != null && Passes.isSmaller(run, best) ? run : best;
  }

  /** Takes what can be taken, up to the first state that shows it; null if none does. */
  private @Nullable Schedule run(ImmutableIntArray startPicks, List<Choice> wishes) {
    candidates++;
    State state = null;
    for (Start start : machine.starts()) {
      if (start.picks().equals(startPicks)) {
        state = start.state();
      }
    }
    if (state == null) {
      return null;
    }
    ImmutableList.Builder<Choice> taken = ImmutableList.builder();
    int next = 0;
    while (!judge.shows(broken, state)) {
      Successor move = null;
      while (move == null && next < wishes.size() && state.fault() == null) {
        move = wished(wishes.get(next++), state);
      }
      if (move == null) {
        return null;
      }
      taken.add(move.choice());
      state = move.state();
    }
    return new Schedule(startPicks, taken.build());
  }

  /** The move that was wished for; else the thread's first. Null if it cannot move. */
  private @Nullable Successor wished(Choice wish, State state) {
    List<LocalStep> steps = machine.steps(state, wish.thread(), null, null);
    for (LocalStep step : steps) {
      if (step.successor().choice().equals(wish)) {
        return step.successor();
      }
    }
    return steps.isEmpty() ? null : steps.get(0).successor();
  }
}
