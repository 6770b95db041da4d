// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.bits.IntLog;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The transitions of all states, in the order in which they were found. Sources are added in
 * ascending order; a state beyond the last source has no transitions yet.
 */
final class Graph {
  private final IntLog firstEdge = new IntLog();
  private int sourceCount;
  private int edgeCount;
  private final IntLog targets = new IntLog();

  /** The number of the choice, and the flag. */
  private final IntLog choices = new IntLog();

  private static final int ACQUIRES = 1 << 31;

  private final List<Choice> choiceList = new ArrayList<>();
  private final Map<Choice, Integer> choiceNumbers = new HashMap<>();

  /** Choices without picks, which are the most, have the number of their thread. */
  Graph(int threadCount) {
    for (int thread = 0; thread < threadCount; thread++) {
      choiceNumber(Choice.of(thread), choiceList.size());
    }
  }

  private int choiceNumber(Choice choice, int next) {
    Integer number = choiceNumbers.putIfAbsent(choice, next);
    if (number != null) {
      return number;
    }
    choiceList.add(choice);
    return next;
  }

  /** The transitions that follow are those of the next state. */
  void nextSource() {
    firstEdge.ensure(sourceCount + 1);
    firstEdge.set(sourceCount++, edgeCount);
  }

  void add(TransitionSystem.Move<?> move, int target) {
    Choice choice = move.choice();
    int number =
        choice.picks().isEmpty() ? choice.thread() : choiceNumber(choice, choiceList.size());
    targets.ensure(edgeCount + 1);
    targets.set(edgeCount, target);
    choices.ensure(edgeCount + 1);
    choices.set(edgeCount++, move.acquires() ? number | ACQUIRES : number);
  }

  int firstEdge(int source) {
    return source < sourceCount ? firstEdge.get(source) : edgeCount;
  }

  /** Behind the last transition of {@code source}. */
  int endEdge(int source) {
    return firstEdge(source + 1);
  }

  int target(int edge) {
    return targets.get(edge);
  }

  int thread(int edge) {
    return choice(edge).thread();
  }

  Choice choice(int edge) {
    return choiceList.get(choices.get(edge) & ~ACQUIRES);
  }

  /** Whether the thread takes what it had to wait for, as a lock. */
  boolean acquires(int edge) {
    return (choices.get(edge) & ACQUIRES) != 0;
  }

  /** The threads that have a transition, one bit each. */
  long enabled(int source) {
    long threads = 0;
    for (int edge = firstEdge(source); edge < endEdge(source); edge++) {
      threads |= 1L << thread(edge);
    }
    return threads;
  }

  /** The threads that have a transition which {@link #acquires}, one bit each. */
  long acquiring(int source) {
    long threads = 0;
    for (int edge = firstEdge(source); edge < endEdge(source); edge++) {
      threads |= acquires(edge) ? 1L << thread(edge) : 0;
    }
    return threads;
  }
}
