// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.BitSet;

/** Finds the states from which no end of any kind can be reached. */
final class Livelock {
  private Livelock() {}

  /**
   * Of the states below {@code count}, those from which none of {@code ends} can be reached.
   *
   * <p>Sweeps over the states backwards until nothing changes. Most steps lead to states with
   * greater numbers, so few sweeps are needed: one more than a way to the end goes back.
   */
  static BitSet states(Graph graph, int count, BitSet ends) {
    BitSet canEnd = (BitSet) ends.clone();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int state = canEnd.previousClearBit(count - 1);
          state >= 0;
          state = canEnd.previousClearBit(state - 1)) {
        if (leadsTo(graph, state, canEnd)) {
          canEnd.set(state);
          changed = true;
        }
      }
    }
    canEnd.flip(0, count);
    return canEnd;
  }

  private static boolean leadsTo(Graph graph, int state, BitSet canEnd) {
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      if (canEnd.get(graph.target(edge))) {
        return true;
      }
    }
    return false;
  }
}
