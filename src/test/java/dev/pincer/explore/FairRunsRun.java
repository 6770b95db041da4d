// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.ThreadForEach;
import dev.pincer.schedule.Choice;
import java.util.BitSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two workers judge a circle of two states, in which two fair threads take turns: a run may go
 * round for ever.
 */
final class FairRunsRun implements Supplier<String> {
  private static final int BOTH = 3;

  /** Here both workers can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Graph shared;

  @Override
  public String get() {
    Graph graph = new Graph(2);
    graph.setCount(0, 1);
    graph.setCount(1, 1);
    graph.layOut();
    for (int state = 0; state < 2; state++) {
      graph.setChoice(state, Choice.of(state), true);
      graph.setTarget(state, 1 - state);
    }
    shared = graph;
    BitSet all = new BitSet();
    all.set(0, 2);
    Workers workers = new Workers(2, 1, new ThreadForEach());
    FairRuns runs = new FairRuns(graph, BOTH, all, new BitSet(), workers);
    return shared == graph && runs.trapped().equals(all) ? "" : "only " + runs.trapped();
  }
}
