// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.ThreadForEach;
import dev.pincer.schedule.Choice;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two workers trim a graph: nothing leads to 0, which goes; 1 leads to itself, and stays. */
final class TrimRun implements Supplier<String> {
  /** Here both workers can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable SharedParts shared;

  @Override
  public String get() {
    Graph graph = new Graph(2);
    graph.setCount(0, 1);
    graph.setCount(1, 1);
    graph.layOut();
    for (int edge = 0; edge < 2; edge++) {
      graph.setChoice(edge, Choice.of(0), false);
      graph.setTarget(edge, 1);
    }
    BitSet all = new BitSet();
    all.set(0, 2);
    SharedParts parts = new SharedParts(graph, all, new Workers(2, 1, new ThreadForEach()), 1);
    shared = parts;
    parts.find();
    boolean right = shared == parts && parts.parts().size() == 1 && parts.partOf(1) == 1;
    return right ? "" : Arrays.deepToString(parts.parts().toArray());
  }
}
