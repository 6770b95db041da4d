// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.Scenario;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.report.StrategyRow;
import dev.pincer.sample.SampleResult;
import dev.pincer.sample.Sampler;
import dev.pincer.sample.Sampling;
import dev.pincer.sample.Strategies;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How good strategies are: each draws schedules of what is known to be broken, seed after seed,
 * until some show it. All on one thread, so that its CPU time can be compared with that of the
 * exhaustive search.
 */
public final class StrategyTrials {
  private static final Duration LONG = Duration.ofDays(1);

  /**
   * Seeds whose time is measured, which therefore begin with nothing learnt. The others begin with
   * what those before them learnt: they draw the same, many times faster.
   */
  private static final int TIMED = 3;

  private final ImmutableList<String> strategies;
  private final int depth;
  private final int seeds;
  private final long cap;
  private final Search search;
  private final BooleanSupplier stop;

  /**
   * @param strategies some of {@link Strategies#NAMES}
   * @param depth of {@code pct}, 1 ..
   * @param seeds how many, 1 ..: 1, 2, 3, ...
   * @param cap schedules after which a seed is given up, 1 ..
   * @param search the exhaustive one, and its budget
   * @param stop asked every few schedules
   */
  public StrategyTrials(
      ImmutableList<String> strategies,
      int depth,
      int seeds,
      long cap,
      Search search,
      BooleanSupplier stop) {
    this.strategies = strategies;
    this.depth = depth;
    this.seeds = seeds;
    this.cap = cap;
    this.search = search.workers(1);
    this.stop = stop;
  }

  /** A broken model, and the names of stages and proposals at which it reads alike. */
  public record Broken(Model model, ImmutableList<String> also) {}

  /**
   * The models of a scenario that expected.txt calls broken under sequential consistency, in a way
   * that single runs show; each that reads alike once.
   *
   * @param most how many at most, of those that read differently
   * @throws ModelException if one of them is wrong
   */
  public static ImmutableList<Broken> broken(Model base, int most) {
    Map<String, Set<String>> properties = new LinkedHashMap<>();
    for (Expectations.Row row : base.models().expectations().rows()) {
      boolean isBroken = row.verdict() == Verdict.BROKEN && !row.waiting();
      boolean plain = row.memory().equals(MemoryModel.sc().name());
      if (isBroken && plain && row.scenario().equals(base.scenario().name())) {
        properties.computeIfAbsent(row.subject(), key -> new LinkedHashSet<>()).add(row.property());
      }
    }
    Map<String, Model> firsts = new LinkedHashMap<>();
    Map<String, List<String>> also = new LinkedHashMap<>();
    properties.forEach(
        (subject, names) -> {
          boolean lesson = base.scenario().kind() == Scenario.Kind.LESSON;
          Model model = lesson ? base : base.at(subject);
          String fingerprint = model.read().fingerprint();
          boolean known = firsts.containsKey(fingerprint);
          if (known) {
            also.computeIfAbsent(fingerprint, key -> new ArrayList<>()).add(subject);
          } else if (firsts.size() < most && names.stream().anyMatch(name -> shows(model, name))) {
            firsts.put(fingerprint, model);
          }
        });
    ImmutableList.Builder<Broken> all = ImmutableList.builder();
    firsts.forEach(
        (fingerprint, model) ->
            all.add(
                new Broken(
                    model, ImmutableList.copyOf(also.getOrDefault(fingerprint, List.of())))));
    return all.build();
  }

  /** Whether a single run shows that the property is broken. */
  private static boolean shows(Model model, String name) {
    for (Property property : model.program().properties()) {
      if (property.name().equals(name)) {
        return property.kind() == Property.Kind.INVARIANT
            || property.kind() == Property.Kind.FINALLY;
      }
    }
    return !name.equals(Finding.Kind.LIVELOCK.name().toLowerCase(Locale.ROOT));
  }

  /** Tries all strategies on one model. */
  public StrategyRow row(Broken broken) {
    Model model = broken.model();
    Program program = model.program();
    long begun = cpuNanos();
    SearchResult result = search.explore(program, model.memory(), model.subject());
    long nanos = cpuNanos() - begun;
    ImmutableList.Builder<StrategyRow.Trial> trials = ImmutableList.builder();
    Sampler learnt = sampler(model, strategies.get(0), 1);
    for (String strategy : strategies) {
      trials.add(trial(model, strategy, learnt));
    }
    return new StrategyRow(model.subject(), broken.also(), result, nanos, trials.build());
  }

  private StrategyRow.Trial trial(Model model, String strategy, Sampler learnt) {
    ImmutableList.Builder<Long> schedules = ImmutableList.builder();
    ImmutableList.Builder<Long> nanos = ImmutableList.builder();
    for (int seed = 1; seed <= seeds; seed++) {
      boolean timed = seed <= TIMED;
      long begun = cpuNanos();
      Sampler sampler =
          timed
              ? sampler(model, strategy, seed)
              : learnt.again(Strategies.named(strategy, depth), seed);
      schedules.add(
          new Sampling(ImmutableList.of(sampler), seed)
              .sample(cap, LONG, 1, stop).found().stream()
                  .mapToLong(SampleResult.Found::number)
                  .min()
                  .orElse(StrategyRow.NOT_FOUND));
      if (timed) {
        nanos.add(cpuNanos() - begun);
      }
    }
    return new StrategyRow.Trial(strategy, schedules.build(), nanos.build(), cap);
  }

  /** One that has learnt nothing yet. */
  private Sampler sampler(Model model, String strategy, int seed) {
    return new Sampler(
        new Machine(model.program(), model.memory()), Strategies.named(strategy, depth), seed);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
