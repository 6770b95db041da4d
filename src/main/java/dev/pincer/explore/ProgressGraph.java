// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.bits.StateTable;
import dev.pincer.packed.Successors;
import dev.pincer.schedule.Choice;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The states and transitions of a search that is over, for what no single state decides. A search
 * keeps no transitions: each state is expanded again, twice, by all workers. Nodes have the numbers
 * of the states in the table, so nothing that is said of a run may depend on them.
 *
 * <p>All states with a fault are one node, the last one, from which nothing leads on. Initial
 * states with a fault are left out.
 *
 * <p>Cost: 4 bytes a state and 8 a transition.
 */
final class ProgressGraph<S> {
  /** Successors that are looked up at a time. */
  private static final int BATCH = 256;

  private final Search<S> search;
  private final Workers workers;
  private final Graph graph;

  /** By worker. */
  private final List<Reader> readers;

  /** The numbers that are in use; that of the faults is not among them. */
  private final BitSet states = new BitSet();

  private final int faultNode;

  ProgressGraph(Search<S> search) {
    this.search = search;
    this.workers = search.workers();
    this.faultNode = search.table.end();
    this.graph = new Graph(faultNode + 1);
    this.readers = Stream.generate(Reader::new).limit(workers.count()).toList();
    for (int[] level : search.levels) {
      for (int range = 0; range < level.length; range += 2) {
        states.set(level[range], level[range + 1]);
      }
    }
    workers.slices(faultNode, (worker, from, to) -> readers.get(worker).count(from, to));
    graph.layOut();
    if (search.space.system().owes()) {
      graph.owes();
    }
    workers.slices(faultNode, (worker, from, to) -> readers.get(worker).read(from, to));
  }

  /** What one worker expands states with. */
  private final class Reader implements Successors.Steps {
    private final Expander expander = search.space.expander();

    /** The next transition. */
    private int edge;

    /** By position of a successor: the transition to it. */
    private int[] edges = new int[2 * BATCH];

    private int[] numbers = new int[2 * BATCH];

    private void expand(int state) {
      expander.expand(search.table.chunk(state), search.table.offset(state));
    }

    void count(int from, int to) {
      for (int state = states.nextSetBit(from);
          state >= 0 && state < to;
          state = states.nextSetBit(state + 1)) {
        expander.clear();
        expand(state);
        graph.setCount(state, expander.count() + expander.faultCount());
      }
    }

    void read(int from, int to) {
      expander.clear();
      for (int state = states.nextSetBit(from);
          state >= 0 && state < to;
          state = states.nextSetBit(state + 1)) {
        expand(state);
        noteOwed(state);
        edge = graph.firstEdge(state);
        if (edges.length < expander.count()) {
          edges = Arrays.copyOf(edges, 2 * expander.count());
        }
        expander.tellSteps(this);
        if (expander.count() >= BATCH) {
          find();
        }
      }
      find();
    }

    private void noteOwed(int number) {
      TransitionSystem<S> system = search.space.system();
      if (!system.owes()) {
        return;
      }
      S state = search.space.unpack(search.table.chunk(number), search.table.offset(number));
      long threads = 0;
      int count = 0;
      for (int thread = 0; thread < system.threadCount(); thread++) {
        int owed = system.owed(state, thread);
        threads |= owed > 0 ? 1L << thread : 0;
        count += owed;
      }
      graph.setOwed(number, threads, count);
    }

    @Override
    public void step(Choice choice, boolean acquires, int position) {
      graph.setChoice(edge, choice, acquires);
      if (position < 0) {
        graph.setTarget(edge, faultNode);
      } else {
        edges[position] = edge;
      }
      edge++;
    }

    private void find() {
      int count = expander.count();
      if (numbers.length < count) {
        numbers = new int[2 * count];
      }
      search.table.findAll(expander.words(), count, numbers);
      for (int i = 0; i < count; i++) {
        if (numbers[i] < 0) {
          throw new AssertionError("a state that the search has not found");
        }
        graph.setTarget(edges[i], numbers[i]);
      }
      expander.clear();
    }

    boolean isTrue(int state, int property, boolean second) {
      StateTable table = search.table;
      long[] chunk = table.chunk(state);
      int offset = table.offset(state);
      int truth =
          second
              ? expander.consequence(property, chunk, offset)
              : expander.truth(property, chunk, offset);
      return truth == Expander.TRUE;
    }
  }

  Graph graph() {
    return graph;
  }

  Workers workers() {
    return workers;
  }

  /** An upper bound of all numbers, that of the faults included. */
  int nodeCount() {
    return faultNode + 1;
  }

  int startCount() {
    return search.starts.size();
  }

  /** The node at which a run begins; -1 if it ends there with a fault. */
  int start(int index) {
    return search.startNumbers.get(index);
  }

  ImmutableIntArray startPicks(int index) {
    return search.starts.get(index).picks();
  }

  /** The node of a state that was found. */
  int node(S state) {
    long[] words = new long[search.table.wordCount()];
    search.space.pack(state, words, 0);
    return search.table.find(words, 0);
  }

  /** The nodes of which a condition is true; that of the faults is not among them. */
  BitSet where(int property, boolean second) {
    return workers.where(
        faultNode,
        worker -> {
          Reader reader = readers.get(worker);
          return state -> states.get(state) && reader.isTrue(state, property, second);
        });
  }

  /** The nodes of which a condition is not true; that of the faults is not among them. */
  BitSet whereNot(int property, boolean second) {
    BitSet others = (BitSet) states.clone();
    others.andNot(where(property, second));
    return others;
  }

  /** The node of the faults. */
  int faultNode() {
    return faultNode;
  }
}
