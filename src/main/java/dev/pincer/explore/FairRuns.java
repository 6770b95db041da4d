// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.schedule.Choice;
import java.util.BitSet;

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
 * taken apart again. After Emerson and Lei, "Modalities for Model Checking: Branching Time Logic
 * Strikes Back" (1987).
 *
 * <p>Cost: a depth-first search of the states for each round of taking apart. It is not done in
 * parallel: it takes a hundredth of the time that it took to find the states.
 */
final class FairRuns {
  private final Graph graph;
  private final long fair;

  /** Where a run may end, as no fair thread has a step. */
  private final BitSet ends = new BitSet();

  private final BitSet trapped = new BitSet();

  /** For each state the number of the fair part that it is in, 1 ..; 0 if it is in none. */
  private final int[] fairPart;

  private int fairPartCount;

  /**
   * @param fair the threads that a run must not put off, one bit each
   * @param states the states among which the run shall stay
   * @param faulted those in which the run was ended by a fault, which is not a way to stay
   */
  FairRuns(Graph graph, long fair, BitSet states, BitSet faulted) {
    this.graph = graph;
    this.fair = fair;
    this.fairPart = new int[states.length()];
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      if ((graph.enabled(state) & fair) == 0 && !faulted.get(state)) {
        ends.set(state);
      }
    }
    trapped.or(ends);
    BitSet todo = states;
    while (!todo.isEmpty()) {
      BitSet rest = new BitSet();
      StrongParts parts = new StrongParts(graph, todo);
      for (int[] part : parts.parts()) {
        judge(part, parts, rest);
      }
      todo = rest;
    }
  }

  /** The states at which such a run may have arrived where it stays. */
  BitSet trapped() {
    return trapped;
  }

  /**
   * Keeps a part that is fair; adds to {@code rest} where a fair run may stay in one that is not.
   */
  private void judge(int[] part, StrongParts parts, BitSet rest) {
    long taken = 0;
    long disabled = 0;
    long acquiring = 0;
    for (int state : part) {
      disabled |= ~graph.enabled(state);
      acquiring |= graph.acquiring(state);
      for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
        if (parts.inOnePart(state, graph.target(edge))) {
          taken |= 1L << graph.thread(edge);
        }
      }
    }
    long putOff = acquiring & ~taken & fair;
    if (putOff != 0) {
      for (int state : part) {
        if ((graph.acquiring(state) & putOff) == 0) {
          rest.set(state);
        }
      }
    } else if (((taken | disabled) & fair) == fair) {
      fairPartCount++;
      for (int state : part) {
        trapped.set(state);
        fairPart[state] = fairPartCount;
      }
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
