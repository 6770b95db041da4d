// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.bits.IntLog;
import dev.pincer.machine.Fault;
import java.util.BitSet;

/**
 * The states and transitions of a search that is over, for what no single state decides. A search
 * keeps no transitions: each state is expanded again, in the order of a search by one worker, so
 * the numbers here depend on the system alone.
 *
 * <p>All states with a fault are one node, the last one, from which nothing leads on. Initial
 * states with a fault are left out.
 *
 * <p>Cost: 4 bytes a state and 8 a transition; each state is expanded by the system itself.
 */
final class ProgressGraph<S> {
  private final Search<S> search;
  private final Graph graph;
  private final Expander expander;

  /** By number in the table: the node + 1. */
  private final IntLog nodes = new IntLog();

  /** By node: the number in the table. */
  private final IntLog states = new IntLog();

  private int count;

  ProgressGraph(Search<S> search) {
    this.search = search;
    this.graph = new Graph(search.threadCount());
    this.expander = search.space.expander();
    nodes.ensure(search.table.end() + 1);
    states.ensure(search.table.end() + 1);
    search.startNumbers.forEach(
        start -> {
          if (start >= 0) {
            node(start);
          }
        });
    int faultNode = (int) (search.stateCount() - search.faultStateCount());
    for (int node = 0; node < count; node++) {
      expand(states.get(node), faultNode);
    }
    if (count != faultNode) {
      throw new AssertionError(count + " states where there were " + faultNode);
    }
  }

  private int node(int state) {
    if (nodes.get(state) == 0) {
      states.set(count, state);
      nodes.set(state, ++count);
    }
    return nodes.get(state) - 1;
  }

  private void expand(int state, int faultNode) {
    graph.nextSource();
    long[] chunk = search.table.chunk(state);
    int offset = search.table.offset(state);
    expander.clear();
    expander.expand(chunk, offset);
    int next = 0;
    TransitionSystem<S> system = search.space.system();
    for (TransitionSystem.Move<S> move : system.moves(search.space.unpack(chunk, offset)).moves()) {
      Fault fault = system.fault(move.state());
      int target =
          fault != null
              ? faultNode
              : node(search.table.find(expander.words(), next++ * search.table.wordCount()));
      graph.add(move, target);
    }
  }

  Graph graph() {
    return graph;
  }

  /** That of the faults included. */
  int nodeCount() {
    return count + 1;
  }

  int startCount() {
    return search.starts.size();
  }

  /** The node at which a run begins; -1 if it ends there with a fault. */
  int start(int index) {
    int state = search.startNumbers.get(index);
    return state < 0 ? -1 : nodes.get(state) - 1;
  }

  ImmutableIntArray startPicks(int index) {
    return search.starts.get(index).picks();
  }

  /** The node of a state that was found. */
  int node(S state) {
    long[] words = new long[search.table.wordCount()];
    search.space.pack(state, words, 0);
    return nodes.get(search.table.find(words, 0)) - 1;
  }

  /** The nodes of which a condition is true; that of the faults is not among them. */
  BitSet where(int property, boolean second) {
    BitSet all = new BitSet();
    for (int node = 0; node < count; node++) {
      long[] chunk = search.table.chunk(states.get(node));
      int offset = search.table.offset(states.get(node));
      int truth =
          second
              ? expander.consequence(property, chunk, offset)
              : expander.truth(property, chunk, offset);
      all.set(node, truth == Expander.TRUE);
    }
    return all;
  }

  /** The node of the faults. */
  int faultNode() {
    return count;
  }
}
