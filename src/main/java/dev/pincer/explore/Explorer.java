// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.packed.OutOfBits;
import dev.pincer.program.Program;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.time.Duration;
import java.util.function.Consumer;

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
    return search(program, memory, options, monitor, search -> {});
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
    return search(new ObjectSpace<>(system), options, monitor, search -> {});
  }

  /**
   * @param also asks something more of what was searched
   */
  static SearchResult search(
      Program program,
      MemoryModel memory,
      SearchOptions options,
      SearchMonitor monitor,
      Consumer<Search<State>> also) {
    ProgramSystem system = new ProgramSystem(program, memory);
    StateSpace<State> space =
        memory.hasSteps() ? new ObjectSpace<>(system) : new PackedSpace(system);
    if (!options.reductions().contains(Reduction.Kind.SYMMETRY)) {
      return search(space, options, monitor, also);
    }
    ThreadSymmetry symmetry =
        memory.hasSteps()
            ? ThreadSymmetry.none("the memory model has steps of its own")
            : ThreadSymmetry.of(program);
    if (space instanceof PackedSpace whole && symmetry.applies()) {
      space = new SymmetricSpace(whole, symmetry);
    }
    return search(space, options, monitor, also)
        .withReductions(
            ImmutableList.of(
                new Reduction(
                    Reduction.Kind.SYMMETRY,
                    symmetry.applies(),
                    symmetry.applies() ? symmetry.text(program) : symmetry.whyNot())));
  }

  private static <S> SearchResult search(
      StateSpace<S> space, SearchOptions options, SearchMonitor monitor, Consumer<Search<S>> also) {
    TransitionSystem<S> system = space.system();
    if (system.threadCount() < 1 || system.threadCount() > MAX_THREADS) {
      throw new IllegalArgumentException(system.threadCount() + " threads");
    }
    ImmutableList<TransitionSystem.Begun<S>> starts = system.starts();
    boolean mayNarrow = true;
    Stopwatch time = Stopwatch.createStarted();
    try (Workers workers = new Workers(options.workers())) {
      while (true) {
        try {
          Search<S> search = new Search<>(space, starts, options, monitor, workers);
          if (search.run(mayNarrow)) {
            also.accept(search);
            return result(search, time.elapsed());
          }
          mayNarrow = false;
        } catch (OutOfBits outgrown) {
          space.widen();
        }
      }
    }
  }

  private static <S> SearchResult result(Search<S> search, Duration elapsed) {
    return new SearchResult(
        new Verdicts<>(search).findings(),
        search.stateCount(),
        search.transitionCount(),
        search.completeDepth(),
        search.limit(),
        search.limit() == SearchResult.Limit.NONE ? search.space.unreached() : ImmutableList.of(),
        search.heldBytes(),
        elapsed);
  }

  /** Threads that a model may have. */
  public static final int MAX_THREADS = 64;
}
