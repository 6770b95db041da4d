// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;

/** The graph in which {@link ShortestRun} looks for a run. Nodes are numbers from 0. */
interface RunGraph {
  int nodeCount();

  /** How many runs begin, in the order of their picks. */
  int startCount();

  /** The node at which a run begins; -1 if it may not. */
  int start(int index);

  /** The picks of a start; those of several may be equal. */
  ImmutableIntArray startPicks(int index);

  /** Edges are those of {@code firstEdge .. endEdge - 1}. */
  int firstEdge(int node);

  int endEdge(int node);

  /** The node behind an edge; -1 if the edge may not be taken from {@code node}. */
  int target(int node, int edge);

  /** The thread that takes the step; as {@link #choice}, but cheap. */
  int thread(int edge);

  Choice choice(int edge);

  boolean isGoal(int node);
}
