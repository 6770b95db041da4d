// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The strongly connected parts of a part of the graph that have a transition within, by one worker.
 *
 * <p>Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), with its own stack, as runs
 * are longer than Java's. Cost: linear in the transitions; 24 bytes a state.
 */
final class StrongParts {
  private final Graph graph;
  private final IntPredicate within;
  private final List<int[]> parts = new ArrayList<>();

  /** By state: its index among those of this search, by which the arrays below go. */
  private final int[] indexOf;

  /** When a state was first visited, 1 ..; 0 before. */
  private final int[] visit;

  /** The earliest visit that is known to be reachable; MAX_VALUE once the state's part is known. */
  private final int[] earliest;

  /** The states on the way from the root to the current one, and each one's next transition. */
  private final int[] way;

  private final int[] nextEdge;
  private int wayEnd;

  /** The states that were visited and whose part is not yet known. */
  private final int[] open;

  private int openEnd;

  private int visits;

  StrongParts(Graph graph, BitSet states) {
    this(graph, states.stream().toArray(), states::get, new int[states.length()]);
  }

  /**
   * @param states each once
   * @param within whether a state is among them
   * @param indexOf room for a number for each of them; other searches may use that of others
   */
  StrongParts(Graph graph, int[] states, IntPredicate within, int[] indexOf) {
    this.graph = graph;
    this.within = within;
    this.indexOf = indexOf;
    int count = states.length;
    visit = new int[count];
    earliest = new int[count];
    way = new int[count];
    nextEdge = new int[count];
    open = new int[count];
    for (int i = 0; i < count; i++) {
      indexOf[states[i]] = i;
    }
    for (int i = 0; i < count; i++) {
      if (visit[i] == 0) {
        visitFrom(states[i]);
      }
    }
  }

  /** In the order of a depth-first search. */
  List<int[]> parts() {
    return parts;
  }

  private void visitFrom(int root) {
    enter(root);
    while (wayEnd > 0) {
      int state = way[wayEnd - 1];
      if (nextEdge[wayEnd - 1] == graph.endEdge(state)) {
        leave(state);
      } else {
        int target = graph.target(nextEdge[wayEnd - 1]++);
        if (!within.test(target)) {
          continue;
        }
        int next = indexOf[target];
        if (visit[next] == 0) {
          enter(target);
        } else if (earliest[next] != Integer.MAX_VALUE) {
          int index = indexOf[state];
          earliest[index] = Math.min(earliest[index], visit[next]);
        }
      }
    }
  }

  private void enter(int state) {
    visit[indexOf[state]] = ++visits;
    earliest[indexOf[state]] = visits;
    way[wayEnd] = state;
    nextEdge[wayEnd++] = graph.firstEdge(state);
    open[openEnd++] = state;
  }

  private void leave(int state) {
    int index = indexOf[state];
    wayEnd--;
    if (wayEnd > 0) {
      int before = indexOf[way[wayEnd - 1]];
      earliest[before] = Math.min(earliest[before], earliest[index]);
    }
    if (earliest[index] == visit[index]) {
      closePart(state);
    }
  }

  private void closePart(int root) {
    int from = openEnd;
    do {
      from--;
      earliest[indexOf[open[from]]] = Integer.MAX_VALUE;
    } while (open[from] != root);
    if (openEnd - from > 1 || hasLoop(graph, root)) {
      parts.add(Arrays.copyOfRange(open, from, openEnd));
    }
    openEnd = from;
  }

  /** Whether a transition leads from a state to itself. */
  static boolean hasLoop(Graph graph, int state) {
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      if (graph.target(edge) == state) {
        return true;
      }
    }
    return false;
  }
}
