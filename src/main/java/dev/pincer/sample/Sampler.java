// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Draws schedules, runs them, and judges every state on the way.
 *
 * <p>Runs come in batches of {@value #BATCH}. Run {@code i} is drawn with a generator made of the
 * seed and {@code i}, and a strategy learns between batches only, in the order of the runs: so what
 * is found depends on the seed, and not on the number of workers.
 */
public final class Sampler {
  private static final int BATCH = 64;

  /** Steps after which a run is given up. */
  static final int LONGEST = 2_000;

  private final Machine machine;
  private final Judge judge;
  private final ImmutableList<Start> starts;
  private final Strategy strategy;
  private final long seed;

  public Sampler(Machine machine, Strategy strategy, long seed) {
    this.machine = machine;
    this.judge = new Judge(machine);
    this.starts = machine.starts();
    this.strategy = strategy;
    this.seed = seed;
  }

  /**
   * One run, and what it showed.
   *
   * @param hashes of its states
   */
  private record Run(
      ImmutableIntArray threads,
      ImmutableList<Integer> hashes,
      Map<Judge.Broken, Schedule> broken,
      boolean cut) {}

  /**
   * Draws up to {@code schedules} runs; stops at the end of the batch that shows something broken.
   *
   * @param time after which no batch is begun
   * @param stop asked before each batch
   */
  public SampleResult sample(long schedules, Duration time, int workers, BooleanSupplier stop) {
    long begun = System.nanoTime();
    ExecutorService crew =
        Executors.newFixedThreadPool(
            workers,
            job -> {
              Thread thread = new Thread(job, "pincer-sample");
              thread.setDaemon(true);
              return thread;
            });
    Map<String, SampleResult.Found> found = new LinkedHashMap<>();
    Set<Integer> states = new HashSet<>();
    long drawn = 0;
    long steps = 0;
    long cut = 0;
    boolean interrupted = false;
    try {
      while (drawn < schedules && found.isEmpty() && !interrupted) {
        if (stop.getAsBoolean() || System.nanoTime() - begun >= time.toNanos()) {
          interrupted = true;
          break;
        }
        int count = (int) Math.min(BATCH, schedules - drawn);
        List<Future<Run>> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + drawn + i);
          Strategy.Draw draw = strategy.begin(random);
          Start start = starts.get(random.nextInt(starts.size()));
          runs.add(crew.submit(() -> run(start, draw)));
        }
        for (Future<Run> future : runs) {
          Run run = get(future);
          drawn++;
          steps += run.threads.length();
          cut += run.cut ? 1 : 0;
          int before = states.size();
          states.addAll(run.hashes);
          strategy.learn(run.threads, states.size() - before);
          long number = drawn;
          run.broken.forEach(
              (broken, schedule) ->
                  found.putIfAbsent(
                      broken.property(), new SampleResult.Found(broken, schedule, number)));
        }
      }
    } finally {
      crew.shutdownNow();
    }
    return new SampleResult(
        ImmutableList.copyOf(found.values()),
        drawn,
        steps,
        states.size(),
        cut,
        interrupted,
        strategy.promise(machine.program().threads().size()),
        Duration.ofNanos(System.nanoTime() - begun));
  }

  private static Run get(Future<Run> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a run failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("nobody interrupts this thread", e);
    }
  }

  private Run run(Start start, Strategy.Draw draw) {
    List<Choice> choices = new ArrayList<>();
    ImmutableIntArray.Builder threads = ImmutableIntArray.builder();
    ImmutableList.Builder<Integer> hashes = ImmutableList.builder();
    Map<Judge.Broken, Schedule> broken = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    State state = start.state();
    boolean cut = false;
    while (true) {
      hashes.add(state.hashCode());
      Expansion expansion = machine.expand(state);
      for (Judge.Broken one : judge.broken(state, expansion)) {
        if (names.add(one.property())) {
          broken.put(one, new Schedule(start.picks(), ImmutableList.copyOf(choices)));
        }
      }
      ImmutableList<Successor> moves = expansion.successors();
      if (moves.isEmpty()) {
        break;
      }
      if (choices.size() == LONGEST) {
        cut = true;
        break;
      }
      Successor move = moves.get(draw.next(moves));
      choices.add(move.choice());
      threads.add(move.choice().thread());
      state = move.state();
    }
    return new Run(threads.build(), hashes.build(), broken, cut);
  }
}
