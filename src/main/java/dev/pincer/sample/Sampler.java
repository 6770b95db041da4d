// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.packed.OutOfBits;
import dev.pincer.packed.PackedMachine;
import dev.pincer.reduce.PartialOrder;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws schedules of one program, runs them, and judges every state on the way.
 *
 * <p>Run {@code i} is drawn with a generator made of the seed and {@code i}, and the strategy
 * learns between batches only, in the order of the runs: so what is found depends on the seed, and
 * not on the number of workers.
 *
 * <p>Where the memory model has no steps of its own, runs go over packed states; one that shows
 * something broken is run again by the reference machine, which says what. The strategy is asked
 * only where several threads can go on.
 */
public final class Sampler {
  /** Steps after which a run is given up, if nobody says otherwise. */
  public static final int LONGEST = 2_000;

  private final Machine machine;
  private final ImmutableList<Start> starts;
  private final Strategy strategy;
  private final long seed;

  /** Null where the reference machine runs. */
  private final @Nullable PackedMachine packed;

  private final boolean reduced;

  /** Steps after which a run is given up. */
  private final int longest;

  /** Those that nobody walks with now. */
  private final Queue<Walk> walks;

  private final SeenHashes seen = new SeenHashes();
  private long drawn;
  private long steps;
  private long cut;

  /** How runs are taken. */
  public enum Pace {
    /** By the reference machine. */
    REFERENCE,
    /** Over packed states, which changes nothing but the time that it takes. */
    PACKED,
    /**
     * Over packed states, and where a thread may take its step before all others, it does: nothing
     * that is broken is lost ({@link PartialOrder} says why), and fewer steps are left to choose.
     */
    REDUCED
  }

  /** As fast as the memory model lets it. */
  public Sampler(Machine machine, Strategy strategy, long seed) {
    this(machine, strategy, seed, LONGEST);
  }

  /**
   * @param longest steps after which a run is given up
   */
  public Sampler(Machine machine, Strategy strategy, long seed, int longest) {
    this(
        machine,
        strategy,
        seed,
        longest,
        machine.model().hasSteps()
            ? Pace.REFERENCE
            : PartialOrder.whyNot(machine.program()).isEmpty() ? Pace.REDUCED : Pace.PACKED);
  }

  public Sampler(Machine machine, Strategy strategy, long seed, Pace pace) {
    this(machine, strategy, seed, LONGEST, pace);
  }

  private Sampler(Machine machine, Strategy strategy, long seed, int longest, Pace pace) {
    this.machine = machine;
    this.starts = machine.starts();
    this.strategy = strategy;
    this.seed = seed;
    this.packed = pace == Pace.REFERENCE ? null : new PackedMachine(machine);
    if (packed != null && pace == Pace.REDUCED) {
      packed.leaveOut(PartialOrder.of(machine.program()));
    }
    this.reduced = pace == Pace.REDUCED;
    this.longest = longest;
    this.walks = new ConcurrentLinkedQueue<>();
  }

  private Sampler(Sampler learnt, Strategy strategy, long seed) {
    this.machine = learnt.machine;
    this.starts = learnt.starts;
    this.strategy = strategy;
    this.seed = seed;
    this.packed = learnt.packed;
    this.reduced = learnt.reduced;
    this.longest = learnt.longest;
    this.walks = learnt.walks;
  }

  /**
   * One that draws what a new one does, in less time, as it knows the steps that this one took. The
   * two must not draw at the same time.
   */
  public Sampler again(Strategy other, long otherSeed) {
    return new Sampler(this, other, otherSeed);
  }

  /**
   * One run: where it starts, who took each step and which move of the state that was, hashes of
   * its states, and whether one of them shows something broken.
   */
  private static final class Run {
    private final int start;
    private final ImmutableIntArray asked;
    private final int[] threads;
    private final int[] moves;
    private final long[] hashes;
    private final boolean shown;
    private final boolean cut;

    Run(
        int start,
        ImmutableIntArray asked,
        int[] threads,
        int[] moves,
        long[] hashes,
        boolean shown,
        boolean cut) {
      this.start = start;
      this.asked = asked;
      this.threads = threads;
      this.moves = moves;
      this.hashes = hashes;
      this.shown = shown;
      this.cut = cut;
    }
  }

  /** What was drawn so far. */
  SampleResult.Part part() {
    return new SampleResult.Part(drawn, steps, seen.size(), cut);
  }

  String promise() {
    return strategy.promise(machine.program().threads().size());
  }

  /**
   * Draws a batch.
   *
   * @param first number of its first run among all that the seed draws, 0 ..
   * @return what is broken, by name, with the run that shows it first, in the order of the runs
   */
  Map<String, SampleResult.Found> batch(long first, int count, int setting, ExecutorService crew) {
    Map<String, SampleResult.Found> found = new LinkedHashMap<>();
    Run[] runs = runs(first, count, crew);
    for (int i = 0; i < count; i++) {
      Run run = runs[i];
      drawn++;
      steps += run.threads.length;
      cut += run.cut ? 1 : 0;
      int before = seen.size();
      for (long hash : run.hashes) {
        seen.add(hash);
      }
      strategy.learn(run.asked, seen.size() - before);
      long number = first + i + 1;
      if (run.shown) {
        broken(run)
            .forEach(
                (broken, schedule) ->
                    found.putIfAbsent(
                        broken.property(),
                        new SampleResult.Found(broken, schedule, number, setting)));
      }
    }
    return found;
  }

  private Run[] runs(long first, int count, ExecutorService crew) {
    Run[] runs = new Run[count];
    int done = 0;
    while (done < count) {
      List<Future<@Nullable Run>> futures = new ArrayList<>();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (runs[i] == null) {
          SplittableRandom random = new SplittableRandom(mixed(mixed(seed) + first + i));
          Strategy.Draw draw = strategy.begin(random);
          int start = random.nextInt(starts.size());
          numbers.add(i);
          futures.add(crew.submit(() -> run(start, draw, random)));
        }
      }
      for (int i = 0; i < futures.size(); i++) {
        Run run = get(futures.get(i));
        if (run != null) {
          runs[numbers.get(i)] = run;
          done++;
        }
      }
      if (done < count && packed != null) {
        packed.widen(); // The runs that had no room begin again.
        walks.clear();
      }
    }
    return runs;
  }

  /**
   * Seeds in a row must not lead to generators whose numbers are those of the next one, shifted.
   * Stafford's variant 13, as in {@link SplittableRandom} itself.
   */
  private static long mixed(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static @Nullable Run get(Future<@Nullable Run> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a run failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("nobody interrupts this thread", e);
    }
  }

  /** A run to its end; null if the words of states have no room for it. */
  private @Nullable Run run(int start, Strategy.Draw draw, RandomGenerator random) {
    Walk free = walks.poll();
    try {
      Walk walk = free != null ? free : walk();
      Run run = run(start, draw, random, walk);
      walks.add(walk);
      return run;
    } catch (OutOfBits e) {
      return null;
    }
  }

  private Walk walk() {
    return packed != null
        ? new PackedWalk(packed, machine.program(), starts, reduced)
        : new ReferenceWalk(machine, starts);
  }

  private Run run(int start, Strategy.Draw draw, RandomGenerator random, Walk walk) {
    int[] threads = new int[128];
    int[] moves = new int[128];
    long[] hashes = new long[129];
    ImmutableIntArray.Builder asked = ImmutableIntArray.builder();
    int length = 0;
    walk.begin(start);
    boolean shown = walk.shows();
    hashes[0] = walk.hash();
    while (walk.count() > 0 && length < longest) {
      if (length == moves.length) {
        threads = Arrays.copyOf(threads, 2 * length);
        moves = Arrays.copyOf(moves, 2 * length);
        hashes = Arrays.copyOf(hashes, 2 * length + 1);
      }
      int move;
      if (walk.thread(0) == walk.thread(walk.count() - 1)) {
        move = walk.count() == 1 ? 0 : random.nextInt(walk.count());
      } else {
        move = draw.next(walk);
        asked.add(walk.thread(move));
      }
      threads[length] = walk.thread(move);
      moves[length] = move - walk.first(threads[length]);
      walk.take(move);
      length++;
      hashes[length] = walk.hash();
      shown = shown || walk.shows();
    }
    return new Run(
        start,
        asked.build(),
        Arrays.copyOf(threads, length),
        Arrays.copyOf(moves, length),
        Arrays.copyOf(hashes, length + 1),
        shown,
        walk.count() > 0);
  }

  /** What the reference machine finds broken in a run, each up to the first state that shows it. */
  private Map<Judge.Broken, Schedule> broken(Run run) {
    Judge judge = new Judge(machine);
    Map<Judge.Broken, Schedule> broken = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    List<Choice> choices = new ArrayList<>();
    Start start = starts.get(run.start);
    State state = start.state();
    for (int step = 0; ; step++) {
      Expansion expansion = machine.expand(state);
      for (Judge.Broken one : judge.broken(state, expansion)) {
        if (names.add(one.property())) {
          broken.put(one, new Schedule(start.picks(), ImmutableList.copyOf(choices)));
        }
      }
      if (step == run.moves.length) {
        break;
      }
      Successor move = move(expansion, run.threads[step], run.moves[step]);
      choices.add(move.choice());
      state = move.state();
    }
    if (broken.isEmpty()) {
      throw new AssertionError(
          "packed states show what the reference machine does not: " + choices);
    }
    return broken;
  }

  /** A move of a thread, by its place among those of the thread. */
  private static Successor move(Expansion expansion, int thread, int index) {
    int left = index;
    for (Successor move : expansion.successors()) {
      if (move.choice().thread() == thread && left-- == 0) {
        return move;
      }
    }
    throw new AssertionError("packed states have a move that the reference machine has not");
  }
}
