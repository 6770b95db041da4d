// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

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
  private final IntLog targets = new IntLog();

  /** The number of the choice, and the flag. */
  private final IntLog choices = new IntLog();

  private static final int AWAITED = 1 << 31;

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
    firstEdge.add(targets.size());
  }

  void add(TransitionSystem.Move<?> move, int target) {
    Choice choice = move.choice();
    int number =
        choice.picks().isEmpty() ? choice.thread() : choiceNumber(choice, choiceList.size());
    targets.add(target);
    choices.add(move.awaited() ? number | AWAITED : number);
  }

  /** How many states have their transitions here, all or some. */
  int sourceCount() {
    return firstEdge.size();
  }

  int edgeCount() {
    return targets.size();
  }

  int firstEdge(int source) {
    return source < firstEdge.size() ? firstEdge.get(source) : targets.size();
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
    return choiceList.get(choices.get(edge) & ~AWAITED);
  }

  /** Whether the thread had awaited something in this step. */
  boolean hasAwaited(int edge) {
    return (choices.get(edge) & AWAITED) != 0;
  }

  long bytes() {
    return firstEdge.bytes() + targets.bytes() + choices.bytes() + 150L * choiceList.size();
  }
}
