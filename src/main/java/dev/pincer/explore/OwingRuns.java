// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import java.util.BitSet;

/**
 * The runs that may break a progress property. A run owes from a state in which the property asks
 * for something that is not yet true, for as long as it does not come true. Nodes are states,
 * twice: {@code 2 * state + 1} where the run owes since some state on its way. Goals are owing
 * nodes from which a run need never pay.
 */
final class OwingRuns implements RunGraph {
  private final ProgressGraph<?> states;
  private final BitSet asked;
  private final BitSet unpaid;
  private final BitSet trapped;
  private final boolean fromStart;

  /**
   * @param asked the states in which the property asks for something; where it asks once, at the
   *     start, empty
   * @param unpaid the states in which what it asks for is not true
   * @param trapped those of them from which a fair run need never leave them
   * @param fromStart whether the property asks at the start of the run alone
   */
  OwingRuns(
      ProgressGraph<?> states, BitSet asked, BitSet unpaid, BitSet trapped, boolean fromStart) {
    this.states = states;
    this.asked = asked;
    this.unpaid = unpaid;
    this.trapped = trapped;
    this.fromStart = fromStart;
  }

  @Override
  public int nodeCount() {
    return 2 * states.nodeCount();
  }

  @Override
  public int startCount() {
    return 2 * states.startCount();
  }

  @Override
  public int start(int index) {
    int state = states.start(index / 2);
    if (state < 0) {
      return -1;
    }
    if (index % 2 == 0) {
      return fromStart ? -1 : 2 * state;
    }
    return unpaid.get(state) && (fromStart || asked.get(state)) ? 2 * state + 1 : -1;
  }

  @Override
  public ImmutableIntArray startPicks(int index) {
    return states.startPicks(index / 2);
  }

  @Override
  public int firstEdge(int node) {
    return 2 * states.graph().firstEdge(node / 2);
  }

  @Override
  public int endEdge(int node) {
    return 2 * states.graph().endEdge(node / 2);
  }

  @Override
  public int target(int node, int edge) {
    int state = states.graph().target(edge / 2);
    boolean owes = node % 2 == 1;
    if (edge % 2 == 0) {
      return owes ? -1 : 2 * state;
    }
    return unpaid.get(state) && (owes || asked.get(state)) ? 2 * state + 1 : -1;
  }

  @Override
  public int thread(int edge) {
    return states.graph().thread(edge / 2);
  }

  @Override
  public Choice choice(int edge) {
    return states.graph().choice(edge / 2);
  }

  @Override
  public boolean isGoal(int node) {
    return node % 2 == 1 && trapped.get(node / 2);
  }
}
