// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.packed.OutOfBits;
import dev.pincer.packed.ToldApart;
import dev.pincer.program.Program;
import dev.pincer.reduce.PartialOrder;
import dev.pincer.reduce.PoolSymmetry;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.SearchResult.Limit;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches all states of a model and judges all of its properties. */
public final class Explorer {
  private Explorer() {}

  /** Searches a program under sequential consistency. */
  public static SearchResult search(Program program, SearchOptions options, SearchMonitor monitor) {
    return search(program, MemoryModel.sc(), options, monitor);
  }

  /** Searches a program under a memory model. */
  public static SearchResult search(
      Program program, MemoryModel memory, SearchOptions options, SearchMonitor monitor) {
    return search(
        program,
        memory,
        options,
        monitor,
        search -> {},
        LeaveOut.BEHIND_WITNESSES,
        PackedSpace::pools);
  }

  /**
   * Searches to the end or to a limit. A violation does not end the search: every property is
   * judged, and the counts are those of the whole space.
   *
   * <p>But for the elapsed time, the result depends on the system and on the limits alone; where
   * the heap or an interrupt ended the search, on when they did.
   */
  public static <S> SearchResult search(
      TransitionSystem<S> system, SearchOptions options, SearchMonitor monitor) {
    return search(new ObjectSpace<>(system), options, monitor, search -> {}, LeaveOut.NOTHING);
  }

  /** Says which objects are interchangeable, where threads are. */
  @FunctionalInterface
  interface Pools {
    Pools NONE = (space, threads) -> PoolSymmetry.none("");

    PoolSymmetry of(PackedSpace space, ThreadSymmetry threads);
  }

  /**
   * @param also asks something more of what was searched
   * @param leaveOut when orders of steps are left out, if the options allow it
   * @param objects which objects are exchanged, if the options allow it; if it turns out that they
   *     are not interchangeable, none
   */
  static SearchResult search(
      Program program,
      MemoryModel memory,
      SearchOptions options,
      SearchMonitor monitor,
      Consumer<Search<State>> also,
      LeaveOut leaveOut,
      Pools objects) {
    ProgramSystem system = new ProgramSystem(program, memory);
    StateSpace<State> space =
        memory.isLocal() ? new PackedSpace(system) : new ObjectSpace<>(system);
    ImmutableList.Builder<Reduction> reductions = ImmutableList.builder();
    PoolSymmetry pools = PoolSymmetry.none("");
    PackedSpace packed = space instanceof PackedSpace whole ? whole : null;
    if (options.reductions().contains(Reduction.Kind.SYMMETRY)) {
      ThreadSymmetry threads =
          memory.hasSteps() ? ThreadSymmetry.none(STEPS_OF_ITS_OWN) : ThreadSymmetry.of(program);
      if (packed != null && !memory.hasSteps()) {
        pools = objects.of(packed, threads);
        packed.machine().exchange(pools);
      }
      if (packed != null && (threads.applies() || pools.applies())) {
        space = new SymmetricSpace(packed, threads, pools);
      }
      reductions.add(symmetry(program, threads, pools));
    }
    String whyNotOrders = "";
    if (options.reductions().contains(Reduction.Kind.PARTIAL_ORDER)) {
      whyNotOrders = memory.hasSteps() ? STEPS_OF_ITS_OWN : PartialOrder.whyNot(program);
    }
    boolean leavesOut =
        options.reductions().contains(Reduction.Kind.PARTIAL_ORDER) && whyNotOrders.isEmpty();
    if (leavesOut && packed != null) {
      packed.leaveOut(PartialOrder.of(program, pools.exchanges()));
    }
    Reduction[] orders = new Reduction[1];
    SearchResult result;
    try {
      result =
          search(
              space,
              options,
              monitor,
              search -> {
                orders[0] = orders(search);
                also.accept(search);
              },
              leavesOut ? leaveOut : LeaveOut.NOTHING);
    } catch (ToldApart apart) {
      Pools none = (whole, threads) -> PoolSymmetry.none(apart.text());
      return search(program, memory, options, monitor, also, leaveOut, none);
    }
    if (leavesOut) {
      reductions.add(orders[0]);
    } else if (!whyNotOrders.isEmpty()) {
      reductions.add(new Reduction(Reduction.Kind.PARTIAL_ORDER, false, whyNotOrders));
    }
    return result.withReductions(reductions.build());
  }

  /** What came of exchanging threads and objects. */
  private static Reduction symmetry(Program program, ThreadSymmetry threads, PoolSymmetry objects) {
    if (!objects.applies()) {
      String text = threads.applies() ? threads.text(program) : threads.whyNot();
      return new Reduction(Reduction.Kind.SYMMETRY, threads.applies(), text, objects.whyNot());
    }
    String pools = String.join(", ", objects.texts());
    String text = threads.applies() ? threads.text(program) + ", " + pools : pools;
    String besides =
        Stream.of(threads.whyNot(), objects.whyNot())
            .filter(why -> !why.isEmpty())
            .collect(Collectors.joining("; "));
    return new Reduction(Reduction.Kind.SYMMETRY, true, text, besides);
  }

  private static final String STEPS_OF_ITS_OWN = "the memory model has steps of its own";

  /** What came of leaving out orders of steps. */
  private static Reduction orders(Search<State> search) {
    int from = search.leavesOutFrom();
    if (from == Integer.MAX_VALUE) {
      String missing = search.targets.missingWitness();
      return new Reduction(
          Reduction.Kind.PARTIAL_ORDER,
          false,
          "the shortest run to "
              + (missing.isEmpty() ? "a witness" : "`" + missing + "`")
              + " was sought to the last step");
    }
    return new Reduction(
        Reduction.Kind.PARTIAL_ORDER,
        true,
        from == 0
            ? "independent steps"
            : "independent steps, after the first " + from + " of a run");
  }

  private static <S> SearchResult search(
      StateSpace<S> space,
      SearchOptions options,
      SearchMonitor monitor,
      Consumer<Search<S>> also,
      LeaveOut leaveOut) {
    TransitionSystem<S> system = space.system();
    if (system.threadCount() < 1 || system.threadCount() > MAX_THREADS) {
      throw new IllegalArgumentException(system.threadCount() + " threads");
    }
    Stopwatch time = Stopwatch.createStarted();
    ImmutableList<TransitionSystem.Begun<S>> starts = system.starts();
    boolean mayNarrow = true;
    try (Workers workers = new Workers(options.workers())) {
      while (true) {
        try {
          Search<S> search = new Search<>(space, starts, options, monitor, workers, leaveOut, null);
          if (!search.run(mayNarrow)) {
            mayNarrow = false;
            continue;
          }
          Search<S> shown = search;
          if (search.mayHaveShorterRuns()) {
            // Of a livelock only the end tells which states have none.
            boolean toTheEnd = search.limit() == Limit.NONE && !search.stuck().isEmpty();
            Targets sought = toTheEnd ? null : search.targets;
            shown =
                new Search<>(space, starts, options, monitor, workers, LeaveOut.NOTHING, sought);
            shown.run(false);
          }
          also.accept(search);
          return result(search, shown, time.elapsed());
        } catch (OutOfBits outgrown) {
          space.widen(); // What is in the tables means nothing any more.
        }
      }
    }
  }

  private static <S> SearchResult result(Search<S> search, Search<S> shown, Duration elapsed) {
    return new SearchResult(
        new Verdicts<>(search, shown).findings(),
        search.stateCount(),
        search.transitionCount(),
        search.completeDepth(),
        search.limit(),
        search.limit() == Limit.NONE ? search.space.unreached() : ImmutableList.of(),
        search.heldBytes(),
        elapsed,
        search.omission(),
        ImmutableList.of());
  }

  /** Threads that a model may have. */
  public static final int MAX_THREADS = 64;
}
