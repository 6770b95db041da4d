// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StrongParts} finds, by several workers.
 *
 * <p>First goes what is on no circle: again and again the states that nothing leads to, then those
 * that lead to nothing. Then forwards and backwards: the states that one of them reaches, and that
 * reach it, are its part; each other part is within those that were reached forwards only,
 * backwards only, or neither way, and these are taken apart each for itself. What is left when that
 * has been done often enough, or is small, {@link StrongParts} takes apart, several at a time.
 *
 * <p>After Fleischer, Hendrickson, Pinar, "On Identifying Strongly Connected Components in
 * Parallel" (2000), for its trimming McLendon, Hendrickson, Plimpton, Rauchwerger, "Finding
 * Strongly Connected Components in Distributed Graphs" (2005), and for its serial end Slota,
 * Rajamanickam, Madduri, "BFS and Coloring-based Parallel Algorithms for Strongly Connected
 * Components and Related Problems" (2014).
 *
 * <p>Which parts there are does not depend on the workers; their order does. Cost: 24 bytes a state
 * of the graph, and 4 for each transition among what is left behind the first trimming.
 */
final class SharedParts {
  /** Sets of states that are taken apart forwards and backwards, at most. */
  private static final int ROUNDS = 24;

  private static final int BOTH = Reached.FORWARDS | Reached.BACKWARDS;

  private final Graph graph;
  private final Workers workers;

  /** States that one worker takes apart as fast as several. */
  private final int few;

  /** Those among which there are parts. */
  private final int[] among;

  /** The set that a state is in, 1 ..; 0 if it is in none, or no longer. */
  private final int[] setOf;

  private int sets = 1;

  /** By state: transitions to it or from it that count; later what it was reached by. */
  private final AtomicIntegerArray marks;

  /** The same, behind the trimming. */
  private final Reached reached;

  /** What leads to what was left; null before that is known. */
  private @Nullable Sources into;

  private final int[] indexOf;
  private final int[] partOf;
  private final List<int[]> parts = new ArrayList<>();

  /** Of a graph; {@link #find} then finds its parts. */
  SharedParts(Graph graph, BitSet states, Workers workers, int few) {
    this.graph = graph;
    this.workers = workers;
    this.few = few;
    int end = states.length();
    setOf = new int[end];
    partOf = new int[end];
    indexOf = new int[end];
    among = states.stream().toArray();
    boolean alone = among.length <= few || workers.count() == 1;
    marks = new AtomicIntegerArray(alone ? 0 : end);
    reached = new Reached(marks);
  }

  /** Finds the parts. Once. */
  SharedParts find() {
    for (int state : among) {
      setOf[state] = 1;
    }
    if (marks.length() == 0) {
      parts.addAll(partsOf(among));
    } else {
      int[] left = trimBackwards(trimForwards(among));
      for (int state : left) {
        reached.forget(state);
      }
      takeApart(left);
    }
    for (int part = 0; part < parts.size(); part++) {
      for (int state : parts.get(part)) {
        partOf[state] = part + 1;
      }
    }
    return this;
  }

  /** In no order. */
  ImmutableList<int[]> parts() {
    return ImmutableList.copyOf(parts);
  }

  /** The number of a state's part, 1 ..; 0 if it is in none. */
  int partOf(int state) {
    return state < partOf.length ? partOf[state] : 0;
  }

  private boolean isIn(int set, int state) {
    return state < setOf.length && setOf[state] == set;
  }

  private List<int[]> partsOf(int[] states) {
    if (states.length == 0) {
      return List.of();
    }
    int set = setOf[states[0]];
    return new StrongParts(graph, states, state -> isIn(set, state), indexOf).parts();
  }

  private int[] filter(int[] states, IntPredicate kept) {
    return FoundStates.by(
        workers,
        states,
        (all, from, to, found) -> {
          for (int i = from; i < to; i++) {
            if (kept.test(all[i])) {
              found.add(all[i]);
            }
          }
        });
  }

  // Trimming.

  /** Takes away the states to which nothing leads; gives those that are left. */
  private int[] trimForwards(int[] states) {
    workers.slices(
        states.length,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int edge = graph.firstEdge(states[i]); edge < graph.endEdge(states[i]); edge++) {
              if (isIn(1, graph.target(edge))) {
                marks.getAndIncrement(graph.target(edge));
              }
            }
          }
        });
    int[] next = filter(states, state -> marks.get(state) == 0);
    while (next.length > 0) {
      next =
          FoundStates.by(
              workers,
              next,
              (all, from, to, found) -> {
                for (int i = from; i < to; i++) {
                  setOf[all[i]] = 0;
                  for (int edge = graph.firstEdge(all[i]); edge < graph.endEdge(all[i]); edge++) {
                    int target = graph.target(edge);
                    if (isIn(1, target) && marks.decrementAndGet(target) == 0) {
                      found.add(target);
                    }
                  }
                }
              });
    }
    return filter(states, state -> isIn(1, state));
  }

  /** Takes away the states that lead to nothing; gives those that are left. */
  private int[] trimBackwards(int[] states) {
    Sources sources = new Sources(graph, states, state -> isIn(1, state), marks, workers);
    into = sources;
    workers.slices(
        states.length,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            int count = 0;
            for (int edge = graph.firstEdge(states[i]); edge < graph.endEdge(states[i]); edge++) {
              count += isIn(1, graph.target(edge)) ? 1 : 0;
            }
            marks.set(states[i], count);
          }
        });
    int[] next = filter(states, state -> marks.get(state) == 0);
    while (next.length > 0) {
      next =
          FoundStates.by(
              workers,
              next,
              (all, from, to, found) -> {
                for (int i = from; i < to; i++) {
                  setOf[all[i]] = 0;
                  for (int k = sources.first(all[i]); k < sources.end(all[i]); k++) {
                    int source = sources.source(k);
                    if (isIn(1, source) && marks.decrementAndGet(source) == 0) {
                      found.add(source);
                    }
                  }
                }
              });
    }
    return filter(states, state -> isIn(1, state));
  }

  // Forwards and backwards.

  /** Finds all parts of a set; nobody has marked its states. */
  private void takeApart(int[] states) {
    Deque<int[]> todo = new ArrayDeque<>();
    List<int[]> small = new ArrayList<>();
    todo.add(states);
    for (int round = 0; !todo.isEmpty(); round++) {
      int[] set = todo.remove();
      if (set.length <= few || round >= ROUNDS) {
        small.add(set);
      } else {
        split(set, todo);
      }
    }
    small.sort(Comparator.comparing(set -> -set.length));
    List<List<int[]>> found = new ArrayList<>();
    small.forEach(set -> found.add(List.of()));
    Slices each = new Slices(small.size(), 1);
    workers.together(
        Math.min(workers.count(), small.size()),
        worker -> {
          for (int i = each.take(); i >= 0; i = each.take()) {
            found.set(i, partsOf(small.get(i)));
          }
        });
    found.forEach(parts::addAll);
  }

  /** Finds one part of a set, and makes sets of the others. */
  private void split(int[] states, Deque<int[]> into) {
    int set = setOf[states[0]];
    // States that were found about halfway are in the middle of what is left more often than not.
    int pivot = states[states.length / 2];
    reachForwards(pivot, set);
    reachBackwards(pivot, set);
    int[] part = filter(states, state -> reached.directions(state) == BOTH);
    if (part.length > 1 || StrongParts.hasLoop(graph, pivot)) {
      parts.add(part);
    }
    for (int mark = 0; mark < BOTH; mark++) {
      int directions = mark;
      int[] others = filter(states, state -> reached.directions(state) == directions);
      if (others.length > 0) {
        int number = ++sets;
        put(others, number);
        into.add(others);
      }
    }
    put(part, 0);
    workers.slices(
        states.length,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            reached.forget(states[i]);
          }
        });
  }

  private void put(int[] states, int set) {
    workers.slices(
        states.length,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            setOf[states[i]] = set;
          }
        });
  }

  /** Marks all of a set that a state reaches. */
  private void reachForwards(int root, int set) {
    reached.mark(root, Reached.FORWARDS);
    int[] next = {root};
    while (next.length > 0) {
      next =
          FoundStates.by(
              workers,
              next,
              (all, from, to, found) -> {
                for (int i = from; i < to; i++) {
                  for (int edge = graph.firstEdge(all[i]); edge < graph.endEdge(all[i]); edge++) {
                    reach(graph.target(edge), set, Reached.FORWARDS, found);
                  }
                }
              });
    }
  }

  /** Marks all of a set that reach a state. */
  private void reachBackwards(int root, int set) {
    Sources sources = Objects.requireNonNull(into);
    reached.mark(root, Reached.BACKWARDS);
    int[] next = {root};
    while (next.length > 0) {
      next =
          FoundStates.by(
              workers,
              next,
              (all, from, to, found) -> {
                for (int i = from; i < to; i++) {
                  for (int k = sources.first(all[i]); k < sources.end(all[i]); k++) {
                    reach(sources.source(k), set, Reached.BACKWARDS, found);
                  }
                }
              });
    }
  }

  private void reach(int state, int set, int direction, FoundStates.One found) {
    if (isIn(set, state) && reached.mark(state, direction)) {
      found.add(state);
    }
  }
}
