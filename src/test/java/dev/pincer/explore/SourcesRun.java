// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.ThreadForEach;
import dev.pincer.schedule.Choice;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two workers turn a graph around, in which 1 and 2 lead to 0. */
final class SourcesRun implements Supplier<String> {
  /** Here both workers can see them, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Graph sharedGraph;

  private volatile @Nullable AtomicIntegerArray sharedMarks;

  @Override
  public String get() {
    Graph graph = new Graph(3);
    graph.setCount(1, 1);
    graph.setCount(2, 1);
    graph.layOut();
    for (int edge = 0; edge < 2; edge++) {
      graph.setChoice(edge, Choice.of(0), false);
      graph.setTarget(edge, 0);
    }
    AtomicIntegerArray marks = new AtomicIntegerArray(new int[] {2, 0, 0});
    sharedGraph = graph;
    sharedMarks = marks;
    Workers workers = new Workers(2, 1, new ThreadForEach());
    Sources sources = new Sources(graph, new int[] {1, 2}, state -> state == 0, marks, workers);
    if (sharedGraph != graph || sharedMarks != marks) {
      return "not shared";
    }
    int first = sources.source(sources.first(0));
    int second = sources.source(sources.end(0) - 1);
    return first + second == 3 && first * second == 2 ? "" : first + " and " + second;
  }
}
