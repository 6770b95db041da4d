// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;

/**
 * The transitions among some states, by their target: a graph, turned around by several workers.
 */
final class Sources {
  private final int[] first;
  private final int[] sources;

  /**
   * @param states that have transitions to what counts, and all that have
   * @param counts whether a state counts
   * @param marks by state: how many transitions lead to it, if it counts; 0 afterwards
   */
  Sources(
      Graph graph, int[] states, IntPredicate counts, AtomicIntegerArray marks, Workers workers) {
    first = new int[marks.length() + 1];
    int count = 0;
    for (int state = 0; state < marks.length(); state++) {
      first[state] = count;
      count = Math.addExact(count, counts.test(state) ? marks.get(state) : 0);
    }
    first[marks.length()] = count;
    int[] all = new int[count];
    workers.slices(
        states.length,
        (worker, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int edge = graph.firstEdge(states[i]); edge < graph.endEdge(states[i]); edge++) {
              int target = graph.target(edge);
              if (counts.test(target)) {
                all[first[target] + marks.decrementAndGet(target)] = states[i];
              }
            }
          }
        });
    sources = all;
  }

  /** The first transition to a state; its others follow. */
  int first(int state) {
    return first[state];
  }

  /** Behind the last one. */
  int end(int state) {
    return first[state + 1];
  }

  /** Where a transition begins. */
  int source(int transition) {
    return sources[transition];
  }
}
