// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Machine;
import dev.pincer.sample.SampleResult;
import dev.pincer.sample.Sampler;
import dev.pincer.sample.Strategies;
import dev.pincer.schedule.Schedule;
import dev.pincer.shrink.Shrinker;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Schedules of a model drawn at random, where there are too many to explore: it finds races, and
 * proves nothing.
 */
public final class Sample {
  private final SampleResult result;
  private final ImmutableList<Shrunk> races;

  private Sample(SampleResult result, ImmutableList<Shrunk> races) {
    this.result = result;
    this.races = races;
  }

  /**
   * A property that a drawn run breaks.
   *
   * @param found as it was drawn
   * @param witness as small as shrinking makes it
   */
  public record Shrunk(SampleResult.Found found, Witness witness) {}

  /**
   * How to draw. The same settings draw the same schedules, at any number of workers.
   *
   * @param strategy one of {@link Strategies#NAMES}
   * @param depth of {@code pct}, 1 ..
   * @param schedules how many at most
   * @param time after which none is begun
   */
  public record Settings(
      String strategy, int depth, long seed, long schedules, Duration time, int workers) {}

  /**
   * Draws schedules until some show something broken, and shrinks the first of them for each
   * property.
   *
   * @param stop asked every few schedules
   * @throws ModelException if the model is wrong
   */
  public static Sample of(Model model, Settings settings, BooleanSupplier stop) {
    Machine machine = new Machine(model.program(), model.memory());
    Sampler sampler =
        new Sampler(
            machine, Strategies.named(settings.strategy(), settings.depth()), settings.seed());
    SampleResult result =
        sampler.sample(settings.schedules(), settings.time(), settings.workers(), stop);
    ImmutableList.Builder<Shrunk> races = ImmutableList.builder();
    for (SampleResult.Found found : result.found()) {
      String property = found.broken().property();
      Schedule small = new Shrinker(machine, found.broken()).shrink(found.schedule());
      Finding finding =
          new Finding(
              property, found.broken().kind(), Verdict.BROKEN, small, found.broken().detail());
      races.add(new Shrunk(found, Witness.of(model.program(), model.memory(), finding)));
    }
    return new Sample(result, races.build());
  }

  /** How much was drawn, and what of it is broken. */
  public SampleResult result() {
    return result;
  }

  /** One for each property that broke. */
  public ImmutableList<Shrunk> races() {
    return races;
  }

  /** {@code no violation in 1000 schedules}. */
  @Override
  public String toString() {
    return races.isEmpty()
        ? String.format(Locale.ROOT, "no violation in %d schedules", result.schedules())
        : races.toString();
  }
}
