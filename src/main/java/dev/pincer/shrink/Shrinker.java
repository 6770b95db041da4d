// SPDX-License-Identifier: Apache-2.0
package dev.pincer.shrink;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Machine;
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
 * take the first pick; exchange two threads. They are repeated until none helps: so to shrink twice
 * changes nothing.
 *
 * <p>No candidate is tried that is longer. The result is smallest among what the passes reach; the
 * shortest race that there is, only an exhaustive search knows.
 */
public final class Shrinker {
  private final Wishes wishes;
  private final Judge.Broken broken;
  private long candidates;

  public Shrinker(Machine machine, Judge.Broken broken) {
    this.wishes = new Wishes(machine, broken);
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
      best = exchange(best);
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

  /** Lets earlier threads take the steps of later ones, where they can. */
  private Schedule exchange(Schedule from) {
    Schedule best = from;
    int threads = Passes.threads(best);
    for (int one = 0; one < threads; one++) {
      for (int other = one + 1; other < threads; other++) {
        best = smaller(best, Passes.exchange(best, one, other));
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

  /** What of the wishes can be taken, up to the first state that shows it; null if none does. */
  private @Nullable Schedule run(ImmutableIntArray startPicks, List<Choice> wishes) {
    candidates++;
    Wishes.Outcome outcome = this.wishes.run(startPicks, wishes);
    return outcome.shown() ? outcome.taken() : null;
  }
}
