// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Successor;
import java.util.random.RandomGenerator;

/** Picking among moves. */
final class Moves {
  private Moves() {}

  /** One of the moves of a thread, which has some. */
  static int anyOf(int thread, ImmutableList<Successor> moves, RandomGenerator random) {
    int first = first(thread, moves);
    int count = 1;
    while (first + count < moves.size() && moves.get(first + count).choice().thread() == thread) {
      count++;
    }
    return first + (count == 1 ? 0 : random.nextInt(count));
  }

  /** The first move of a thread; -1 if it has none. */
  static int first(int thread, ImmutableList<Successor> moves) {
    for (int i = 0; i < moves.size(); i++) {
      if (moves.get(i).choice().thread() == thread) {
        return i;
      }
    }
    return -1;
  }
}
