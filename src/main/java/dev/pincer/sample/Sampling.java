// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Draws schedules, batch after batch, of one program or of several settings of it: which setting a
 * batch is of, the seed draws as well.
 */
public final class Sampling {
  /** Runs that are drawn before the strategy learns from them. */
  private static final int BATCH = 64;

  private final ImmutableList<Sampler> settings;
  private final long seed;

  /**
   * @param settings a sampler for each, made with the same seed; at least one
   */
  public Sampling(ImmutableList<Sampler> settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * Draws up to {@code schedules} runs; stops at the end of the batch that shows something broken.
   *
   * @param time after which no batch is begun
   * @param workers threads that run; of one, the calling thread does it all
   * @param stop asked before each batch
   */
  public SampleResult sample(long schedules, Duration time, int workers, BooleanSupplier stop) {
    long begun = System.nanoTime();
    ExecutorService crew = crew(workers);
    Map<String, SampleResult.Found> found = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(~seed);
    long drawn = 0;
    boolean interrupted = false;
    try {
      while (drawn < schedules && found.isEmpty() && !interrupted) {
        if (stop.getAsBoolean() || System.nanoTime() - begun >= time.toNanos()) {
          interrupted = true;
          break;
        }
        int count = (int) Math.min(BATCH, schedules - drawn);
        int setting = settings.size() == 1 ? 0 : random.nextInt(settings.size());
        found.putAll(settings.get(setting).batch(drawn, count, setting, crew));
        drawn += count;
      }
    } finally {
      crew.shutdownNow();
    }
    return new SampleResult(
        ImmutableList.copyOf(found.values()),
        settings.stream().map(Sampler::part).collect(ImmutableList.toImmutableList()),
        interrupted,
        promise(),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  /** What the strategy promises of the last setting that was drawn from, mostly the largest. */
  private String promise() {
    Sampler of = settings.get(0);
    for (Sampler setting : settings) {
      of = setting.part().schedules() > 0 ? setting : of;
    }
    return of.promise();
  }

  private static ExecutorService crew(int workers) {
    return workers == 1
        ? MoreExecutors.newDirectExecutorService()
        : Executors.newFixedThreadPool(
            workers,
            job -> {
              Thread thread = new Thread(job, "pincer-sample");
              thread.setDaemon(true);
              return thread;
            });
  }
}
