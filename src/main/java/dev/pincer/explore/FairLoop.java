// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.pincer.schedule.Choice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A loop through a state of a fair part of the graph, to be taken again and again by a fair run.
 *
 * <p>The shortest one where that can be found: breadth first over pairs of a state and what is
 * still owed to each thread. That multiplies the states of the part by {@code 4 ^ threads}, so of a
 * large part a loop is pieced together, thread by thread.
 */
final class FairLoop {
  /** Pairs up to which the shortest loop is looked for. */
  private static final int MAX_PAIRS = 200_000;

  private final Graph graph;
  private final long fair;
  private final int[] fairPart;
  private final int start;

  /**
   * @param fair the threads that must not be put off, one bit each
   * @param fairPart the number of each state's part; that of {@code start} is fair as a whole
   */
  FairLoop(Graph graph, long fair, int[] fairPart, int start) {
    this.graph = graph;
    this.fair = fair;
    this.fairPart = fairPart;
    this.start = start;
  }

  /** Never empty; the same for the same graph. */
  ImmutableList<Choice> find() {
    List<Integer> edges = shortest();
    if (edges.isEmpty()) {
      edges = pieced();
    }
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    edges.forEach(edge -> choices.add(graph.choice(edge)));
    return choices.build();
  }

  private boolean isWithin(int edge) {
    int target = graph.target(edge);
    return target < fairPart.length && fairPart[target] == fairPart[start];
  }

  // The shortest one.

  /**
   * A state of the loop so far.
   *
   * @param stepped the threads that have taken a step
   * @param rested those that were seen without one to take
   * @param acquiring those that were seen able to acquire something
   * @param paying those that were seen to owe nothing, or to do something that they owed
   */
  private record Pair(int state, long stepped, long rested, long acquiring, long paying) {
    /** Whether no fair thread is put off by going round like this for ever. */
    boolean owesNothing(long fair) {
      return ((stepped | (rested & ~acquiring)) & fair) == fair && paying == -1L;
    }
  }

  private Pair pair(int state, long stepped, long rested, long acquiring, long paying) {
    long done = stepped & fair;
    // What a thread was that has stepped makes no difference; nor does rest to one that must step.
    long must = (acquiring | graph.acquiring(state)) & fair & ~done;
    long rest = (rested | ~graph.enabled(state)) & fair & ~done & ~must;
    return new Pair(state, done, rest, must, paying | ~graph.owing(state));
  }

  /** How a pair was reached: by {@code edge} from {@code before}. */
  private record Reached(int edge, Pair before) {}

  /** The edges of the shortest loop; empty if there are too many pairs. */
  private List<Integer> shortest() {
    Map<Pair, Reached> reached = new HashMap<>();
    Deque<Pair> queue = new ArrayDeque<>();
    Pair first = pair(start, 0, 0, 0, 0);
    queue.add(first);
    while (!queue.isEmpty() && reached.size() < MAX_PAIRS) {
      Pair pair = queue.remove();
      for (int edge = graph.firstEdge(pair.state); edge < graph.endEdge(pair.state); edge++) {
        if (!isWithin(edge)) {
          continue;
        }
        Pair next =
            pair(
                graph.target(edge),
                pair.stepped | 1L << graph.thread(edge),
                pair.rested,
                pair.acquiring,
                pair.paying | (graph.pays(pair.state, edge) ? 1L << graph.thread(edge) : 0));
        Reached how = new Reached(edge, pair);
        if (next.state == start && next.owesNothing(fair)) {
          return way(how, first, reached);
        }
        if (reached.putIfAbsent(next, how) == null) {
          queue.add(next);
        }
      }
    }
    return List.of();
  }

  /** Follows the way back to the beginning, which may have been passed again on the way. */
  private static List<Integer> way(Reached last, Pair first, Map<Pair, Reached> reached) {
    List<Integer> edges = new ArrayList<>();
    Reached at = last;
    edges.add(at.edge);
    while (!at.before.equals(first)) {
      at = requireNonNull(reached.get(at.before));
      edges.add(at.edge);
    }
    Collections.reverse(edges);
    return edges;
  }

  // One that is pieced together.

  /**
   * Lets each fair thread in turn take a step, or, if it takes none in this part, come to a state
   * where it has none.
   */
  private List<Integer> pieced() {
    List<Integer> edges = new ArrayList<>();
    int at = start;
    for (int thread = 0; thread < Long.SIZE; thread++) {
      long bit = 1L << thread;
      if ((fair & bit) == 0) {
        continue;
      }
      int taker = thread;
      List<Integer> way = way(at, (state, edge) -> graph.thread(edge) == taker);
      if (way.isEmpty() && (graph.enabled(at) & bit) != 0) {
        way = way(at, (state, edge) -> (graph.enabled(graph.target(edge)) & bit) == 0);
      }
      if (!way.isEmpty()) {
        edges.addAll(way);
        at = graph.target(way.get(way.size() - 1));
      }
    }
    for (long owing = graph.owing(at); owing != 0; owing &= owing - 1) {
      int payer = Long.numberOfTrailingZeros(owing);
      List<Integer> way =
          way(
              at,
              (state, edge) ->
                  (graph.owing(graph.target(edge)) >>> payer & 1) == 0
                      || (graph.pays(state, edge) && graph.thread(edge) == payer));
      edges.addAll(way);
      at = graph.target(way.get(way.size() - 1));
    }
    if (at != start || edges.isEmpty()) {
      edges.addAll(way(at, (state, edge) -> graph.target(edge) == start));
    }
    return edges;
  }

  /** Whether a way ends with an edge. */
  private interface Last {
    boolean test(int state, int edge);
  }

  /** How a state was reached: by {@code edge} from {@code before}. */
  private record Arrival(int edge, int before) {}

  /**
   * The edges of a shortest way from {@code from} to a {@code last} edge; empty if there is none.
   */
  private List<Integer> way(int from, Last last) {
    Map<Integer, Arrival> arrivals = new HashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    queue.add(from);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
        int target = graph.target(edge);
        if (!isWithin(edge)) {
          continue;
        }
        if (last.test(state, edge)) {
          List<Integer> edges = new ArrayList<>(List.of(edge));
          for (int at = state; at != from; ) {
            Arrival arrival = requireNonNull(arrivals.get(at));
            edges.add(arrival.edge);
            at = arrival.before;
          }
          Collections.reverse(edges);
          return edges;
        }
        if (target != from && arrivals.putIfAbsent(target, new Arrival(edge, state)) == null) {
          queue.add(target);
        }
      }
    }
    return List.of();
  }
}
