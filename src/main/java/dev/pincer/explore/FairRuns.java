// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.schedule.Choice;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds where a fair run can stay among some states for ever, or end there.
 *
 * <p>A run is fair if it puts no fair thread off for ever: a thread that is enabled all the time
 * takes steps again and again (weak fairness), and so does a thread that is enabled again and again
 * for a step that acquires something, as a lock (strong fairness). Threads that are not fair may
 * stop anywhere: a run may also end where they alone could go on.
 *
 * <p>A run without end goes round in a strongly connected part of the graph for ever. A part is
 * fair if each fair thread takes a step in it or is somewhere in it not enabled, and if no fair
 * thread that somewhere in it could acquire something takes none at all. Where only the latter
 * fails, a fair run may still stay, but not in the states where that thread could: what is left is
 * taken apart again. And each thread that owes something which others have seen done must somewhere
 * in it do such a thing, or owe nothing; nor may a run end that owes. After Emerson and Lei,
 * "Modalities for Model Checking: Branching Time Logic Strikes Back" (1987).
 *
 * <p>Cost: linear in the transitions, shared by all workers, for each round of taking apart.
 */
final class FairRuns {
  /** States that one worker takes apart as fast as several. */
  private static final int FEW = 1 << 12;

  private final Graph graph;
  private final long fair;

  /** Where a run may end, as no fair thread has a step. */
  private final BitSet ends;

  private final BitSet trapped;

  /** For each state the number of the fair part that it is in, 1 ..; 0 if it is in none. */
  private final int[] fairPart;

  /**
   * @param fair the threads that a run must not put off, one bit each
   * @param states the states among which the run shall stay
   * @param faulted those in which the run was ended by a fault, which is not a way to stay
   */
  FairRuns(Graph graph, long fair, BitSet states, BitSet faulted, Workers workers) {
    this.graph = graph;
    this.fair = fair;
    this.fairPart = new int[states.length()];
    ends =
        workers.where(
            states.length(),
            worker ->
                state ->
                    states.get(state)
                        && (graph.enabled(state) & fair) == 0
                        && graph.owing(state) == 0
                        && !faulted.get(state));
    int before = 0;
    BitSet todo = states;
    while (!todo.isEmpty()) {
      SharedParts parts = new SharedParts(graph, todo, workers, FEW).find();
      Judgement judgement = new Judgement(parts, todo.length(), workers);
      int from = before;
      workers.slices(
          todo.length(),
          (worker, first, end) -> {
            for (int state = first; state < end; state++) {
              if (judgement.isFair(parts.partOf(state))) {
                fairPart[state] = from + parts.partOf(state);
              }
            }
          });
      before += parts.parts().size();
      todo = workers.where(todo.length(), worker -> judgement::isLeft);
    }
    trapped = workers.where(fairPart.length, worker -> state -> fairPart[state] != 0);
    trapped.or(ends);
  }

  /** The states at which such a run may have arrived where it stays. */
  BitSet trapped() {
    return trapped;
  }

  /** What the threads do in each part: what holds in any of its states is true of a part. */
  private final class Judgement {
    private final SharedParts parts;

    // By part, a bit for each thread.

    private final AtomicLongArray taken;
    private final AtomicLongArray disabled;
    private final AtomicLongArray acquiring;
    private final AtomicLongArray paying;

    Judgement(SharedParts parts, int end, Workers workers) {
      this.parts = parts;
      int count = parts.parts().size() + 1;
      this.taken = new AtomicLongArray(count);
      this.disabled = new AtomicLongArray(count);
      this.acquiring = new AtomicLongArray(count);
      this.paying = new AtomicLongArray(count);
      workers.slices(end, (worker, from, to) -> look(from, to));
    }

    private void look(int from, int to) {
      for (int state = from; state < to; state++) {
        int part = parts.partOf(state);
        if (part == 0) {
          continue;
        }
        add(disabled, part, ~graph.enabled(state));
        add(acquiring, part, graph.acquiring(state));
        long within = 0;
        long paid = ~graph.owing(state);
        for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
          if (parts.partOf(graph.target(edge)) == part) {
            within |= 1L << graph.thread(edge);
            paid |= graph.pays(state, edge) ? 1L << graph.thread(edge) : 0;
          }
        }
        add(taken, part, within);
        add(paying, part, paid);
      }
    }

    private void add(AtomicLongArray threads, int part, long more) {
      if ((~threads.get(part) & more) != 0) {
        threads.accumulateAndGet(part, more, (one, other) -> one | other);
      }
    }

    /** The fair threads that could acquire something in a part, and take no step there. */
    private long putOff(int part) {
      return acquiring.get(part) & ~taken.get(part) & fair;
    }

    boolean isFair(int part) {
      return part != 0
          && putOff(part) == 0
          && paying.get(part) == -1L
          && ((taken.get(part) | disabled.get(part)) & fair) == fair;
    }

    /** Whether a fair run may stay in a state, but not in all of its part. */
    boolean isLeft(int state) {
      int part = parts.partOf(state);
      long putOff = part == 0 ? 0 : putOff(part);
      return putOff != 0 && (graph.acquiring(state) & putOff) == 0;
    }
  }

  /**
   * A way from a trapped state back to it that may be taken again and again for ever, and is fair;
   * empty if the run may end in that state.
   */
  ImmutableList<Choice> loop(int state) {
    return ends.get(state) ? ImmutableList.of() : new FairLoop(graph, fair, fairPart, state).find();
  }
}
