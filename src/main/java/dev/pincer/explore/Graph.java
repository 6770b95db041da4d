// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.bits.IntLog;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The transitions of all states, in the order in which a state offers them. First it is told how
 * many each state has, and once {@link #layOut} has given them their numbers, what they are; both
 * by any number of threads, each for states of its own.
 */
final class Graph {
  private final int sourceCount;

  /** How many a state has, at first; then the first of its own. */
  private final IntLog firstEdge = new IntLog();

  private final IntLog targets = new IntLog();

  /** The thread, above it the number of the picks, and the flag. */
  private final IntLog labels = new IntLog();

  private static final int THREAD_BITS = 7;
  private static final int THREAD_MASK = (1 << THREAD_BITS) - 1;
  private static final int ACQUIRES = 1 << 31;
  private static final int MAX_PICKS = 1 << (31 - THREAD_BITS);

  /** By state, where anything is ever owed: the threads that owe something, one bit each. */
  private long[] owing = {};

  /** By state, where anything is ever owed: how much all threads owe. */
  private int[] owed = {};

  /** By number - 1: the picks of choices that have any. Guarded by itself until all are known. */
  private final List<ImmutableIntArray> picks = new ArrayList<>();

  private final Map<ImmutableIntArray, Integer> picksNumbers = new ConcurrentHashMap<>();

  Graph(int sourceCount) {
    this.sourceCount = sourceCount;
    firstEdge.ensure(sourceCount + 1);
  }

  // While it grows.

  void setCount(int source, int count) {
    firstEdge.set(source, count);
  }

  /** Tells that {@link #setOwed} will say of each state what is owed. */
  void owes() {
    owing = new long[sourceCount];
    owed = new int[sourceCount];
  }

  /**
   * @param threads those that owe something, one bit each
   * @param count how much all of them owe; a step of one of them pays its own alone
   */
  void setOwed(int source, long threads, int count) {
    owing[source] = threads;
    owed[source] = count;
  }

  /** Gives the transitions their numbers. */
  void layOut() {
    int edge = 0;
    for (int source = 0; source < sourceCount; source++) {
      int count = firstEdge.get(source);
      firstEdge.set(source, edge);
      edge = Math.addExact(edge, count);
    }
    firstEdge.set(sourceCount, edge);
    targets.ensure(edge);
    labels.ensure(edge);
  }

  /**
   * @param acquires whether the thread takes what it had to wait for, as a lock
   */
  void setChoice(int edge, Choice choice, boolean acquires) {
    int number = choice.picks().isEmpty() ? 0 : number(choice.picks());
    labels.set(edge, choice.thread() | number << THREAD_BITS | (acquires ? ACQUIRES : 0));
  }

  void setTarget(int edge, int target) {
    targets.set(edge, target);
  }

  private int number(ImmutableIntArray made) {
    Integer known = picksNumbers.get(made);
    if (known != null) {
      return known;
    }
    synchronized (picks) {
      Integer number = picksNumbers.get(made);
      if (number == null) {
        if (picks.size() == MAX_PICKS - 1) {
          throw new IllegalStateException("more than " + picks.size() + " ways to choose");
        }
        picks.add(made);
        number = picks.size();
        picksNumbers.put(made, number);
      }
      return number;
    }
  }

  // When it is complete.

  int sourceCount() {
    return sourceCount;
  }

  int firstEdge(int source) {
    return firstEdge.get(source);
  }

  /** Behind the last transition of {@code source}. */
  int endEdge(int source) {
    return firstEdge.get(source + 1);
  }

  int target(int edge) {
    return targets.get(edge);
  }

  int thread(int edge) {
    return labels.get(edge) & THREAD_MASK;
  }

  Choice choice(int edge) {
    int number = (labels.get(edge) & ~ACQUIRES) >>> THREAD_BITS;
    return number == 0 ? Choice.of(thread(edge)) : new Choice(thread(edge), picks.get(number - 1));
  }

  /** The threads that owe something which has been seen done, one bit each. */
  long owing(int source) {
    return owing.length == 0 ? 0 : owing[source];
  }

  /** Whether a transition does something that its thread owes. */
  boolean pays(int source, int edge) {
    return owed.length > 0 && owed[target(edge)] < owed[source];
  }

  /** The threads that have a transition, one bit each. */
  long enabled(int source) {
    long threads = 0;
    for (int edge = firstEdge(source); edge < endEdge(source); edge++) {
      threads |= 1L << thread(edge);
    }
    return threads;
  }

  /** The threads that have a transition which acquires something, one bit each. */
  long acquiring(int source) {
    long threads = 0;
    for (int edge = firstEdge(source); edge < endEdge(source); edge++) {
      threads |= (labels.get(edge) & ACQUIRES) != 0 ? 1L << thread(edge) : 0;
    }
    return threads;
  }
}
