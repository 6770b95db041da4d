// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.Arrays;

/** The states that workers find, each for itself, and then put together. */
final class FoundStates {
  private final One[] byWorker;

  FoundStates(int workers) {
    byWorker = new One[workers];
    Arrays.setAll(byWorker, worker -> new One());
  }

  /** What one worker has found. */
  static final class One {
    private int[] states = new int[64];
    private int count;

    private One() {}

    void add(int state) {
      if (count == states.length) {
        states = Arrays.copyOf(states, 2 * count);
      }
      states[count++] = state;
    }
  }

  /** Finds states. */
  interface Finder {
    /** Looks at {@code states[from .. to - 1]}, and adds what it finds. */
    void find(int[] states, int from, int to, One found);
  }

  /** What is found for all of some states, in no order. */
  static int[] by(Workers workers, int[] states, Finder finder) {
    FoundStates found = new FoundStates(workers.count());
    workers.slices(
        states.length, (worker, from, to) -> finder.find(states, from, to, found.of(worker)));
    return found.together();
  }

  One of(int worker) {
    return byWorker[worker];
  }

  int[] together() {
    int count = 0;
    for (One one : byWorker) {
      count += one.count;
    }
    int[] all = new int[count];
    int at = 0;
    for (One one : byWorker) {
      System.arraycopy(one.states, 0, all, at, one.count);
      at += one.count;
    }
    return all;
  }
}
