// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Machine;
import dev.pincer.program.ThreadCode;
import dev.pincer.sample.Judge;
import dev.pincer.sample.SampleResult;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.shrink.Wishes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest setting of knobs at which a property breaks that broke at another one:
 * least sum first. A smaller model has other threads and steps, so that the run may be none of it:
 * its steps are taken there by the threads of the same names, as far as that goes; if that breaks
 * nothing, schedules are drawn there as they were before, {@value #TRIES} at least.
 */
final class KnobShrinker {
  private static final long TRIES = 512;

  /** Of the schedules that it took to find it, so many times as many. */
  private static final long PATIENCE = 4;

  private final ImmutableList<Setting> settings;
  private final ImmutableList<Machine> machines;
  private final Sample.Settings how;
  private final BooleanSupplier stop;

  /**
   * @param machines of the settings, in the same order
   */
  KnobShrinker(
      ImmutableList<Setting> settings,
      ImmutableList<Machine> machines,
      Sample.Settings how,
      BooleanSupplier stop) {
    this.settings = settings;
    this.machines = machines;
    this.how = how;
    this.stop = stop;
  }

  /** A run that breaks the same property. */
  record Smaller(int setting, Judge.Broken broken, Schedule schedule) {}

  Smaller shrink(SampleResult.Found found) {
    Setting from = settings.get(found.setting());
    int[] smallerFirst =
        IntStream.range(0, settings.size())
            .filter(i -> i != found.setting() && settings.get(i).isAtMost(from))
            .boxed()
            .sorted(Comparator.comparing(i -> settings.get(i).sum()))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int setting : smallerFirst) {
      Smaller smaller = at(setting, found);
      if (smaller != null) {
        return smaller;
      }
    }
    return new Smaller(found.setting(), found.broken(), found.schedule());
  }

  private @Nullable Smaller at(int setting, SampleResult.Found found) {
    Machine machine = machines.get(setting);
    Judge.Broken broken = found.broken();
    ImmutableIntArray start = machine.starts().get(0).picks();
    Wishes.Outcome outcome = new Wishes(machine, broken).run(start, renamed(found, machine));
    if (outcome.shown()) {
      return new Smaller(setting, broken, outcome.taken());
    }
    SampleResult again =
        how.with(Math.max(TRIES, PATIENCE * found.number())).draw(ImmutableList.of(machine), stop);
    for (SampleResult.Found other : again.found()) {
      if (other.broken().property().equals(broken.property())) {
        return new Smaller(setting, other.broken(), other.schedule());
      }
    }
    return null;
  }

  /** The steps of the run, of the threads of the same names; those of others are left out. */
  private ImmutableList<Choice> renamed(SampleResult.Found found, Machine to) {
    List<String> before = names(machines.get(found.setting()));
    List<String> after = names(to);
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    for (Choice choice : found.schedule().choices()) {
      int thread = choice.thread() % before.size();
      int there = after.indexOf(before.get(thread));
      if (there >= 0) {
        int agent = choice.thread() - thread == 0 ? there : after.size() + there;
        choices.add(new Choice(agent, choice.picks()));
      }
    }
    return choices.build();
  }

  private static List<String> names(Machine machine) {
    List<String> names = new ArrayList<>();
    for (ThreadCode thread : machine.program().threads()) {
      names.add(thread.name());
    }
    return names;
  }
}
