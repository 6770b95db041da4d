// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import java.util.BitSet;

/** All runs of a search, with some of its states as goals. */
final class PlainRuns implements RunGraph {
  private final Search<?> search;
  private final BitSet goals = new BitSet();

  PlainRuns(Search<?> search, Targets targets) {
    this.search = search;
    for (int i = 0; i < targets.states().size(); i++) {
      goals.set(targets.states().get(i));
    }
  }

  @Override
  public int nodeCount() {
    return search.store.size();
  }

  @Override
  public int startCount() {
    return search.starts.size();
  }

  @Override
  public int start(int index) {
    return search.startNumbers.get(index);
  }

  @Override
  public ImmutableIntArray startPicks(int index) {
    return search.starts.get(index).picks();
  }

  @Override
  public int firstEdge(int node) {
    return search.graph.firstEdge(node);
  }

  @Override
  public int endEdge(int node) {
    return search.graph.endEdge(node);
  }

  @Override
  public int target(int node, int edge) {
    return search.graph.target(edge);
  }

  @Override
  public int thread(int edge) {
    return search.graph.thread(edge);
  }

  @Override
  public Choice choice(int edge) {
    return search.graph.choice(edge);
  }

  @Override
  public boolean isGoal(int node) {
    return goals.get(node);
  }
}
