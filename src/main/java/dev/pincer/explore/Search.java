// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Fault;
import dev.pincer.verdict.SearchResult.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one search loop: breadth first, level by level.
 *
 * <p>A batch of states is expanded by the workers, who look the successors up but add none; then
 * this thread adds what is new, in the order of the sources and their moves. So states have the
 * same numbers at any number of workers, and the states of one depth stand side by side.
 */
final class Search<S> {
  /** States that are expanded before the next are added. No number of workers changes it. */
  private static final int BATCH = 4096;

  private static final long PROGRESS_NANOS = 200_000_000;

  private final TransitionSystem<S> system;
  private final SearchOptions options;
  private final SearchMonitor monitor;
  private final Workers workers;
  private final HeapGuard heap;
  private final long begun = System.nanoTime();
  private long lastProgress = begun;

  final StateStore<S> store;
  final Graph graph;
  final Labels<S> labels;

  /** The initial states, by number, in the order of their picks; the first of equals. */
  final List<TransitionSystem.Begun<S>> starts = new ArrayList<>();

  final List<Integer> startNumbers = new ArrayList<>();

  final BitSet goodEnds = new BitSet();
  final BitSet faulted = new BitSet();

  final Targets assertions = new Targets();
  final Targets undefined = new Targets();
  final Targets deadlocks = new Targets();
  final Targets races = new Targets();

  /** The number of the first state at each depth. */
  private final IntLog levelStarts = new IntLog();

  private Limit limit = Limit.NONE;
  private int completeDepth = -1;

  Search(
      TransitionSystem<S> system, SearchOptions options, SearchMonitor monitor, Workers workers) {
    this.system = system;
    this.options = options;
    this.monitor = monitor;
    this.workers = workers;
    this.heap = new HeapGuard(options.maxBytes());
    this.store = system.newStore();
    this.graph = new Graph(system.threadCount());
    this.labels = new Labels<>(system, workers);
  }

  /** Searches until nothing is left or a limit is reached. Called once. */
  void run() {
    begin();
    int levelStart = 0;
    for (int depth = 0; levelStart < store.size() && limit == Limit.NONE; depth++) {
      int levelEnd = store.size();
      levelStarts.add(levelStart);
      for (int from = levelStart; from < levelEnd && limit == Limit.NONE; from += BATCH) {
        checkLimits(depth);
        if (limit == Limit.NONE) {
          expand(from, Math.min(levelEnd, from + BATCH), depth);
        }
      }
      if (limit == Limit.NONE) {
        completeDepth = depth;
      }
      levelStart = levelEnd;
    }
    if (limit == Limit.NONE && system.isCut()) {
      limit = Limit.BUFFERS;
    }
  }

  private void begin() {
    List<S> fresh = new ArrayList<>();
    for (TransitionSystem.Begun<S> start : system.starts()) {
      int number = addIfAllowed(start.state(), start.state(), -1, fresh);
      if (number < 0) {
        break;
      }
      if (number == startNumbers.size()) {
        starts.add(start);
        startNumbers.add(number);
      }
    }
    settle(0, fresh, 0);
  }

  /** Expands the states {@code from .. to - 1}, all of them at {@code depth} steps. */
  private void expand(int from, int to, int depth) {
    List<@Nullable Expanded<S>> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      batch.add(null);
    }
    workers.forEach(to - from, i -> batch.set(i, Expanded.of(from + i, system, store)));
    List<S> fresh = new ArrayList<>();
    int firstNew = store.size();
    for (int i = 0; i < batch.size() && limit == Limit.NONE; i++) {
      merge(from + i, batch.get(i), depth, fresh);
    }
    settle(firstNew, fresh, depth + 1);
  }

  /** Adds the successors of one state. */
  private void merge(int source, @Nullable Expanded<S> expanded, int depth, List<S> fresh) {
    if (expanded == null) {
      throw new AssertionError("state " + source + " was not expanded");
    }
    graph.nextSource();
    ImmutableList<TransitionSystem.Move<S>> moves = expanded.moves().moves();
    for (int i = 0; i < moves.size(); i++) {
      TransitionSystem.Move<S> move = moves.get(i);
      int target = expanded.known().get(i);
      if (target < 0) {
        target = addIfAllowed(move.state(), expanded.state(), source, fresh);
        if (target < 0) {
          return;
        }
      }
      graph.add(move, target);
    }
    if (expanded.moves().race()) {
      races.add(source, depth);
    }
    S state = expanded.state();
    if (moves.isEmpty() && system.fault(state) == null && !system.isGoodEnd(state)) {
      deadlocks.add(source, depth);
    }
  }

  /**
   * The number of {@code state}, also noted in {@code fresh} if it is new; -1 if there is no room.
   */
  private int addIfAllowed(S state, S near, int nearNumber, List<S> fresh) {
    int size = store.size();
    if (size >= options.maxStates() || size >= MAX_STATES) {
      int number = store.find(state, near, nearNumber);
      if (number < 0) {
        limit = size >= options.maxStates() ? Limit.STATES : Limit.MEMORY;
      }
      return number;
    }
    int number = store.add(state, near, nearNumber);
    if (number == size) {
      fresh.add(state);
    }
    return number;
  }

  /** What the tables can number, with room to spare. */
  private static final int MAX_STATES = 500_000_000;

  private static final int MAX_EDGES = 1_000_000_000;

  /** Judges the states that a batch has brought. */
  private void settle(int firstNew, List<S> fresh, int depth) {
    labels.judge(store, firstNew, fresh, depth);
    for (int i = 0; i < fresh.size(); i++) {
      if (system.isGoodEnd(fresh.get(i))) {
        goodEnds.set(firstNew + i);
      }
      Fault fault = system.fault(fresh.get(i));
      if (fault != null) {
        faulted.set(firstNew + i);
        (switch (fault.kind()) {
              case ASSERTION -> assertions;
              case UNDEFINED -> undefined;
            })
            .add(firstNew + i, depth);
      }
    }
  }

  private void checkLimits(int depth) {
    long now = System.nanoTime();
    if (monitor.isInterrupted()) {
      limit = Limit.INTERRUPTED;
    } else if (heap.isFull(bytes()) || graph.edgeCount() > MAX_EDGES) {
      limit = Limit.MEMORY;
    } else if (now - lastProgress >= PROGRESS_NANOS) {
      lastProgress = now;
      monitor.progress(
          new SearchMonitor.Progress(
              store.size(),
              store.size() - graph.sourceCount(),
              graph.edgeCount(),
              depth,
              bytes(),
              elapsed()));
    }
  }

  /** What the search holds, and what the search for witnesses behind it will hold on top. */
  private long bytes() {
    return store.bytes()
        + graph.bytes()
        + labels.bytes()
        + (long) store.size() * ShortestRun.BYTES_PER_STATE;
  }

  /** Whether nothing follows {@code state}, which was expanded. */
  boolean isEnd(int state) {
    return graph.firstEdge(state) == graph.endEdge(state);
  }

  /** Steps from the start to a state that was expanded. */
  int depth(int state) {
    int low = 0;
    int high = levelStarts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (levelStarts.get(middle) <= state) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  Limit limit() {
    return limit;
  }

  int completeDepth() {
    return completeDepth;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /**
   * A state, its moves, and the number of each successor.
   *
   * @param known -1 for a successor that was not yet found
   */
  private record Expanded<S>(S state, TransitionSystem.Moves<S> moves, ImmutableIntArray known) {
    static <S> Expanded<S> of(int number, TransitionSystem<S> system, StateStore<S> store) {
      S state = store.get(number);
      TransitionSystem.Moves<S> moves = system.moves(state);
      int[] known = new int[moves.moves().size()];
      for (int i = 0; i < known.length; i++) {
        known[i] = store.find(moves.moves().get(i).state(), state, number);
      }
      return new Expanded<>(state, moves, ImmutableIntArray.copyOf(known));
    }
  }
}
