// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.verdict.SearchResult;
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
    // The limit of states is exact in the plain search only.
    return !memory.hasSteps()
            && PackedExplorer.canJudge(program)
            && options.maxStates() == Long.MAX_VALUE
        ? PackedExplorer.search(program, options, monitor)
        : search(new ProgramSystem(program, memory), options, monitor);
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
    return search(system, options, monitor, search -> {});
  }

  /**
   * @param also asks something more of what was searched
   */
  static <S> SearchResult search(
      TransitionSystem<S> system,
      SearchOptions options,
      SearchMonitor monitor,
      Consumer<Search<S>> also) {
    if (system.threadCount() < 1 || system.threadCount() > MAX_THREADS) {
      throw new IllegalArgumentException(system.threadCount() + " threads");
    }
    try (Workers workers = new Workers(options.workers())) {
      Search<S> search = new Search<>(system, options, monitor, workers);
      search.run();
      also.accept(search);
      boolean exhaustive = search.limit() == SearchResult.Limit.NONE;
      return new SearchResult(
          new Verdicts<>(system, search).findings(),
          search.store.size(),
          search.graph.edgeCount(),
          search.completeDepth(),
          search.limit(),
          exhaustive ? system.unreached() : ImmutableList.of(),
          search.elapsed());
    }
  }

  /** Threads that a model may have. */
  public static final int MAX_THREADS = 64;
}
