// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

/** The states that decide one property: of all that were found, those with the fewest steps. */
final class Targets {
  private final IntLog states = new IntLog();
  private int depth = -1;

  /** Adds a state at {@code stateDepth} steps; depths never fall from call to call. */
  void add(int state, int stateDepth) {
    if (depth < 0) {
      depth = stateDepth;
    }
    if (depth == stateDepth) {
      states.add(state);
    }
  }

  boolean isEmpty() {
    return depth < 0;
  }

  /** Whether states at {@code stateDepth} steps are of no interest any more. */
  boolean isClosedAt(int stateDepth) {
    return depth >= 0 && depth < stateDepth;
  }

  IntLog states() {
    return states;
  }
}
