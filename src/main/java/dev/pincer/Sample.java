// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Machine;
import dev.pincer.report.SampledKnobs;
import dev.pincer.sample.SampleResult;
import dev.pincer.sample.Sampler;
import dev.pincer.sample.Sampling;
import dev.pincer.sample.Strategies;
import dev.pincer.schedule.Schedule;
import dev.pincer.shrink.Shrinker;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Schedules of a model drawn at random, where there are too many to explore: it finds races, and
 * proves nothing.
 */
public final class Sample {
  /** Settings of knobs that one sample draws from, at most: each is compiled. */
  public static final int MOST_SETTINGS = 64;

  private final SampleResult result;
  private final ImmutableList<Shrunk> races;
  private final SampledKnobs knobs;

  private Sample(SampleResult result, ImmutableList<Shrunk> races, SampledKnobs knobs) {
    this.result = result;
    this.races = races;
    this.knobs = knobs;
  }

  /**
   * A property that a drawn run breaks.
   *
   * @param found as it was drawn
   * @param model with the least values of the knobs at which it was seen to break
   * @param witness as small as shrinking makes it
   */
  public record Shrunk(SampleResult.Found found, Model model, Witness witness) {}

  /**
   * How to draw. The same settings draw the same schedules, at any number of workers.
   *
   * @param strategy one of {@link Strategies#NAMES}
   * @param depth of {@code pct}, 1 ..
   * @param schedules how many at most
   * @param longest steps after which a schedule is given up
   * @param time after which none is begun
   */
  public record Settings(
      String strategy,
      int depth,
      long seed,
      long schedules,
      int longest,
      Duration time,
      int workers) {

    Sampling over(ImmutableList<Machine> machines) {
      return new Sampling(
          machines.stream()
              .map(
                  machine -> new Sampler(machine, Strategies.named(strategy, depth), seed, longest))
              .collect(ImmutableList.toImmutableList()),
          seed);
    }

    Settings with(long otherSchedules) {
      return new Settings(strategy, depth, seed, otherSchedules, longest, time, workers);
    }

    SampleResult draw(ImmutableList<Machine> machines, BooleanSupplier stop) {
      return over(machines).sample(schedules, time, workers, stop);
    }
  }

  /**
   * Draws schedules until some show something broken, and shrinks the first of them for each
   * property.
   *
   * @param stop asked every few schedules
   * @throws ModelException if the model is wrong
   */
  public static Sample of(Model model, Settings settings, BooleanSupplier stop) {
    return of(model, ImmutableList.of(), settings, stop);
  }

  /**
   * Draws values of the knobs as well, anew for each batch of schedules. What breaks shrinks in its
   * knobs first, then in its steps.
   *
   * @param ranges at most {@value #MOST_SETTINGS} settings together
   * @throws ModelException if the model is wrong with one of the settings
   */
  public static Sample of(
      Model model, ImmutableList<KnobRange> ranges, Settings settings, BooleanSupplier stop) {
    ImmutableList<Setting> all = Setting.all(model, ranges);
    all.parallelStream().forEach(setting -> setting.model().program());
    ImmutableList<Machine> machines =
        all.stream().map(Setting::machine).collect(ImmutableList.toImmutableList());
    SampleResult result = settings.draw(machines, stop);
    ImmutableList.Builder<Shrunk> races = ImmutableList.builder();
    List<SampledKnobs.Broken> broken = new ArrayList<>();
    for (SampleResult.Found found : result.found()) {
      KnobShrinker.Smaller smaller = new KnobShrinker(all, machines, settings, stop).shrink(found);
      Setting least = all.get(smaller.setting());
      Machine machine = machines.get(smaller.setting());
      Schedule small = new Shrinker(machine, smaller.broken()).shrink(smaller.schedule());
      Finding finding =
          new Finding(
              smaller.broken().property(),
              smaller.broken().kind(),
              Verdict.BROKEN,
              small,
              smaller.broken().detail());
      races.add(
          new Shrunk(
              found,
              least.model(),
              Witness.of(least.model().program(), least.model().memory(), finding)));
      broken.add(
          new SampledKnobs.Broken(
              finding.property(), all.get(found.setting()).values(), least.values()));
    }
    SampledKnobs knobs =
        new SampledKnobs(
            ranges.stream()
                .map(range -> new SampledKnobs.Knob(range.name(), range.first(), range.last()))
                .collect(ImmutableList.toImmutableList()),
            all.stream().map(Setting::values).collect(ImmutableList.toImmutableList()),
            ImmutableList.copyOf(broken));
    return new Sample(result, races.build(), knobs);
  }

  /** How much was drawn, and what of it is broken. */
  public SampleResult result() {
    return result;
  }

  /** One for each property that broke. */
  public ImmutableList<Shrunk> races() {
    return races;
  }

  /** The knobs that were drawn; none if they had one value each. */
  public SampledKnobs knobs() {
    return knobs;
  }

  /** {@code no violation in 1000 schedules}. */
  @Override
  public String toString() {
    return races.isEmpty()
        ? String.format(Locale.ROOT, "no violation in %d schedules", result.schedules())
        : races.toString();
  }
}
