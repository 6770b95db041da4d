// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import java.util.random.RandomGenerator;

/**
 * What a state offers: its moves, those of one thread in a row, in the order of the threads. Means
 * the state in which the run stands now.
 */
public interface Moves {
  /** How many there are. */
  int count();

  /** Whose a move is. */
  int thread(int move);

  /** The first move of a thread; -1 if it has none. */
  default int first(int thread) {
    for (int i = 0; i < count(); i++) {
      if (thread(i) == thread) {
        return i;
      }
    }
    return -1;
  }

  /** One of the moves of a thread, which has some. */
  default int anyOf(int thread, RandomGenerator random) {
    int first = first(thread);
    int count = 1;
    while (first + count < count() && thread(first + count) == thread) {
      count++;
    }
    return first + (count == 1 ? 0 : random.nextInt(count));
  }

  /** One of the threads that have moves, each as likely as any other. */
  default int anyThread(RandomGenerator random) {
    int threads = 1;
    for (int i = 1; i < count(); i++) {
      threads += thread(i) == thread(i - 1) ? 0 : 1;
    }
    int chosen = random.nextInt(threads);
    int at = 0;
    while (chosen > 0) {
      at++;
      chosen -= thread(at) == thread(at - 1) ? 0 : 1;
    }
    return thread(at);
  }
}
