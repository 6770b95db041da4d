// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

/** One run as it grows, and the moves of the state in which it stands. Belongs to one thread. */
interface Walk extends Moves {
  /** Stands in an initial state, named by its place among the starts of the machine. */
  void begin(int start);

  /** Takes a move of the state in which it stands. */
  void take(int move);

  /** Whether the state shows something broken; which, the {@link Judge} knows. */
  boolean shows();

  /** Of the state: equal for equal states, and different for most others. */
  long hash();
}
