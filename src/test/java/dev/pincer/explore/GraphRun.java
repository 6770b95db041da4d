// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two threads tell of two transitions each, with the same two ways to choose. */
final class GraphRun implements Supplier<String> {
  private static final List<Choice> CHOICES =
      List.of(
          new Choice(0, ImmutableIntArray.of(1)),
          new Choice(0, ImmutableIntArray.of(2)),
          new Choice(1, ImmutableIntArray.of(2)),
          new Choice(1, ImmutableIntArray.of(1)));

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Graph shared;

  @Override
  public String get() {
    Graph graph = new Graph(2);
    graph.setCount(0, 2);
    graph.setCount(1, 2);
    graph.layOut();
    shared = graph;
    Thread other = new Thread(() -> tell(graph, 1));
    other.start();
    tell(graph, 0);
    try {
      other.join();
    } catch (InterruptedException e) {
      return e.toString();
    }
    StringBuilder wrong = new StringBuilder(shared == graph ? "" : "not shared");
    for (int edge = 0; edge < 4; edge++) {
      if (!graph.choice(edge).equals(CHOICES.get(edge))) {
        wrong.append(edge).append(": ").append(graph.choice(edge)).append('\n');
      }
    }
    return wrong.toString();
  }

  private static void tell(Graph graph, int source) {
    for (int edge = graph.firstEdge(source); edge < graph.endEdge(source); edge++) {
      graph.setChoice(edge, CHOICES.get(edge), false);
    }
  }
}
