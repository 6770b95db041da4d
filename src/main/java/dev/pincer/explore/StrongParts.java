// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The strongly connected parts of a part of the graph that have a transition within.
 *
 * <p>Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), with its own stack, as runs
 * are longer than Java's. Cost: linear in the transitions; 24 bytes a state of the graph.
 */
final class StrongParts {
  private final Graph graph;
  private final BitSet states;
  private final List<int[]> parts = new ArrayList<>();

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

  /** The number of each state's part, 1 ..; 0 if it has no transition within its part. */
  private final int[] partOf;

  private int visits;

  StrongParts(Graph graph, BitSet states) {
    this.graph = graph;
    this.states = states;
    int count = states.length();
    visit = new int[count];
    earliest = new int[count];
    way = new int[count];
    nextEdge = new int[count];
    open = new int[count];
    partOf = new int[count];
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      if (visit[state] == 0) {
        visitFrom(state);
      }
    }
  }

  /** In the order of a depth-first search. */
  List<int[]> parts() {
    return parts;
  }

  /** Whether two states are in one of the parts. */
  boolean inOnePart(int state, int other) {
    return other < partOf.length && partOf[state] != 0 && partOf[state] == partOf[other];
  }

  private void visitFrom(int root) {
    enter(root);
    while (wayEnd > 0) {
      int state = way[wayEnd - 1];
      if (nextEdge[wayEnd - 1] == graph.endEdge(state)) {
        leave(state);
      } else {
        int target = graph.target(nextEdge[wayEnd - 1]++);
        if (!states.get(target)) {
          continue;
        }
        if (visit[target] == 0) {
          enter(target);
        } else if (earliest[target] != Integer.MAX_VALUE) {
          earliest[state] = Math.min(earliest[state], visit[target]);
        }
      }
    }
  }

  private void enter(int state) {
    visit[state] = ++visits;
    earliest[state] = visits;
    way[wayEnd] = state;
    nextEdge[wayEnd++] = graph.firstEdge(state);
    open[openEnd++] = state;
  }

  private void leave(int state) {
    wayEnd--;
    if (wayEnd > 0) {
      int before = way[wayEnd - 1];
      earliest[before] = Math.min(earliest[before], earliest[state]);
    }
    if (earliest[state] == visit[state]) {
      closePart(state);
    }
  }

  private void closePart(int root) {
    int from = openEnd;
    do {
      from--;
      earliest[open[from]] = Integer.MAX_VALUE;
    } while (open[from] != root);
    if (openEnd - from > 1 || hasLoop(root)) {
      int[] part = Arrays.copyOfRange(open, from, openEnd);
      parts.add(part);
      for (int state : part) {
        partOf[state] = parts.size();
      }
    }
    openEnd = from;
  }

  private boolean hasLoop(int state) {
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      if (graph.target(edge) == state) {
        return true;
      }
    }
    return false;
  }
}
