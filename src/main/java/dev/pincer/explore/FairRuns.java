// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a fair run can stay among some states for ever, or end there.
 *
 * <p>A run is fair if it puts no thread off for ever: a thread that is enabled all the time takes
 * steps again and again (weak fairness), and so does a thread that is enabled again and again for a
 * step in which it has awaited something, as to take a lock (strong fairness).
 *
 * <p>Such a run goes round in a strongly connected part of the graph for ever. A part is fair if
 * each thread takes a step in it or is somewhere in it not enabled, and if no thread that somewhere
 * in it could take an awaited step takes none at all. Where only the latter fails, a fair run may
 * still stay, but not in the states where that thread could: what is left is taken apart again.
 * After Emerson and Lei, "Modalities for Model Checking: Branching Time Logic Strikes Back" (1987).
 */
final class FairRuns {
  private final Graph graph;
  private final int threadCount;
  private final BitSet trapped = new BitSet();

  /** For each state the number of the fair part that it is in, 1 ..; 0 if it is in none. */
  private final int[] fairPart;

  private int fairPartCount;

  /**
   * @param states the states among which the run shall stay
   * @param faulted those in which the run was ended by a fault, which is not a way to stay
   */
  FairRuns(Graph graph, int threadCount, BitSet states, BitSet faulted) {
    this.graph = graph;
    this.threadCount = threadCount;
    this.fairPart = new int[states.length()];
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      if (isEnd(state) && !faulted.get(state)) {
        trapped.set(state);
      }
    }
    BitSet todo = states;
    while (!todo.isEmpty()) {
      BitSet rest = new BitSet();
      StrongParts parts = new StrongParts(graph, todo);
      for (int[] part : parts.parts()) {
        judge(part, parts, rest);
      }
      todo = rest;
    }
  }

  private boolean isEnd(int state) {
    return graph.firstEdge(state) == graph.endEdge(state);
  }

  /** The states at which such a run may have arrived where it stays. */
  BitSet trapped() {
    return trapped;
  }

  /**
   * Keeps a part that is fair; adds to {@code rest} where a fair run may stay in one that is not.
   */
  private void judge(int[] part, StrongParts parts, BitSet rest) {
    long taken = 0;
    long disabled = 0;
    long awaited = 0;
    for (int state : part) {
      disabled |= ~enabled(state);
      awaited |= awaited(state);
      for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
        if (parts.inOnePart(state, graph.target(edge))) {
          taken |= 1L << graph.thread(edge);
        }
      }
    }
    long putOff = awaited & ~taken;
    if (putOff != 0) {
      for (int state : part) {
        if ((awaited(state) & putOff) == 0) {
          rest.set(state);
        }
      }
    } else if (((taken | disabled) & allThreads()) == allThreads()) {
      fairPartCount++;
      for (int state : part) {
        trapped.set(state);
        fairPart[state] = fairPartCount;
      }
    }
  }

  private long allThreads() {
    return -1L >>> (64 - threadCount);
  }

  private long enabled(int state) {
    long threads = 0;
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      threads |= 1L << graph.thread(edge);
    }
    return threads;
  }

  /** The threads that could take an awaited step. */
  private long awaited(int state) {
    long threads = 0;
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      threads |= graph.hasAwaited(edge) ? 1L << graph.thread(edge) : 0;
    }
    return threads;
  }

  /**
   * A way from a trapped state back to it that puts no thread off, so that it may be taken for
   * ever; empty if the run ends in that state.
   */
  Schedule cycle(int state) {
    List<Choice> choices = new ArrayList<>();
    if (!isEnd(state)) {
      long pending = allThreads() & enabled(state);
      int at = state;
      while (pending != 0) {
        int thread = Long.numberOfTrailingZeros(pending);
        for (int edge : way(at, edge -> graph.thread(edge) == thread || isDisabled(edge, thread))) {
          choices.add(graph.choice(edge));
          at = graph.target(edge);
          pending &= enabled(at) & ~(1L << graph.thread(edge));
        }
      }
      if (at != state) {
        for (int edge : way(at, edge -> graph.target(edge) == state)) {
          choices.add(graph.choice(edge));
        }
      }
    }
    return new Schedule(ImmutableIntArray.of(), ImmutableList.copyOf(choices));
  }

  private boolean isDisabled(int edge, int thread) {
    return (enabled(graph.target(edge)) >>> thread & 1) == 0;
  }

  /** The edges of a shortest way from {@code from}, within its part, to a {@code last} edge. */
  private List<Integer> way(int from, IntPredicate last) {
    BitSet seen = new BitSet();
    Deque<Visit> queue = new ArrayDeque<>();
    queue.add(new Visit(from, -1, null));
    while (!queue.isEmpty()) {
      Visit visit = queue.remove();
      for (int edge = graph.firstEdge(visit.state); edge < graph.endEdge(visit.state); edge++) {
        int target = graph.target(edge);
        if (target >= fairPart.length || fairPart[target] != fairPart[from]) {
          continue;
        }
        Visit next = new Visit(target, edge, visit);
        if (last.test(edge)) {
          return next.edges();
        }
        if (!seen.get(target)) {
          seen.set(target);
          queue.add(next);
        }
      }
    }
    throw new AssertionError("no way through a strongly connected part from state " + from);
  }

  /** A state on a way, and how it was reached: by {@code edge} from {@code before}. */
  private record Visit(int state, int edge, @Nullable Visit before) {
    List<Integer> edges() {
      List<Integer> edges = new ArrayList<>();
      for (Visit visit = this; visit.before != null; visit = visit.before) {
        edges.add(visit.edge);
      }
      Collections.reverse(edges);
      return edges;
    }
  }
}
