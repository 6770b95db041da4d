// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which states of a graph are reached from one of them, and which reach it. Several workers may
 * tell so; of those who come to a state in one direction, one is told that nobody was there before.
 */
final class Reached {
  static final int FORWARDS = 1;
  static final int BACKWARDS = 2;

  private final AtomicIntegerArray marks;

  /**
   * @param marks by state: 0 where it is to be told, and then the directions
   */
  Reached(AtomicIntegerArray marks) {
    this.marks = marks;
  }

  /** The directions in which somebody came to a state; 0 if nobody has. */
  int directions(int state) {
    return marks.get(state);
  }

  /** Tells that a state is come to; says whether nobody was there in this direction. */
  boolean mark(int state, int direction) {
    while (true) {
      int marked = marks.get(state);
      if ((marked & direction) != 0) {
        return false;
      }
      if (marks.compareAndSet(state, marked, marked | direction)) {
        return true;
      }
    }
  }

  void forget(int state) {
    marks.set(state, 0);
  }
}
