// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.verdict.Finding;
import java.util.Arrays;

/**
 * What decides each property: the declared ones in their order, then the built-in ones. Of all
 * states that do, those with the fewest steps.
 */
final class Targets {
  // The built-in ones, behind those declared.
  static final int ASSERTION = 0;
  static final int UNDEFINED = 1;
  static final int DEADLOCK = 2;
  static final int RACE = 3;
  private static final int BUILT_IN = 4;

  private final int declared;

  private final ImmutableList<TransitionSystem.Judged> properties;

  /** By declared property: the truth that decides it; -1 if only undefined behaviour does. */
  private final int[] deciding;

  /** The states; those of a fault are the ones before it. */
  private final int[][] states;

  private final int[] counts;

  /** Steps to the states; of a fault, to the ones behind it. -1 where there are none. */
  private final int[] depths;

  Targets(ImmutableList<TransitionSystem.Judged> properties) {
    this.properties = properties;
    declared = properties.size();
    deciding = new int[declared];
    for (int i = 0; i < declared; i++) {
      deciding[i] =
          switch (properties.get(i).kind()) {
            case INVARIANT, FINALLY -> Expander.FALSE;
            case WITNESS -> Expander.TRUE;
            case EVENTUALLY, LEADS_TO -> -1;
            case ASSERT, DEADLOCK, LIVELOCK, UNDEFINED_BEHAVIOUR, DATA_RACE ->
                throw new IllegalArgumentException("declared as built-in: " + properties.get(i));
          };
    }
    states = new int[declared + BUILT_IN][0];
    counts = new int[declared + BUILT_IN];
    depths = new int[declared + BUILT_IN];
    Arrays.fill(depths, -1);
  }

  int count() {
    return states.length;
  }

  /** Whether a declared property is decided by a state of which it says this. */
  boolean isDecidedBy(int property, int truth) {
    return truth == Expander.FAULT || truth == deciding[property];
  }

  boolean isDeclared(int target) {
    return target < declared;
  }

  int builtIn(int which) {
    return declared + which;
  }

  /** Whether the states of a target are those before the one that decides. */
  boolean isFault(int target) {
    return target == builtIn(ASSERTION) || target == builtIn(UNDEFINED);
  }

  boolean isEmpty(int target) {
    return depths[target] < 0;
  }

  int depth(int target) {
    return depths[target];
  }

  /** Numbers of states, in no order. */
  ImmutableIntArray states(int target) {
    return ImmutableIntArray.copyOf(Arrays.copyOf(states[target], counts[target]));
  }

  /** A start that ends with a fault: no steps at all. */
  void addFaultyStart(boolean assertion) {
    depths[builtIn(assertion ? ASSERTION : UNDEFINED)] = 0;
  }

  /** Whether something decides each witness. */
  boolean haveWitnesses() {
    for (int i = 0; i < declared; i++) {
      if (isEmpty(i) && properties.get(i).kind() == Finding.Kind.WITNESS) {
        return false;
      }
    }
    return true;
  }

  /** The first witness that nothing decides; empty if there is none. */
  String missingWitness() {
    for (int i = 0; i < declared; i++) {
      if (isEmpty(i) && properties.get(i).kind() == Finding.Kind.WITNESS) {
        return properties.get(i).name();
      }
    }
    return "";
  }

  /** Whether something decides all that something decides among the others. */
  boolean coverAll(Targets others) {
    for (int target = 0; target < states.length; target++) {
      if (isEmpty(target) && !others.isEmpty(target)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a state that decides something is at a larger depth. */
  boolean areBehind(int depth) {
    for (int target = 0; target < states.length; target++) {
      if (depths[target] - (isFault(target) ? 1 : 0) > depth) {
        return true;
      }
    }
    return false;
  }

  Found found() {
    return new Found();
  }

  /** Takes over what a worker has found at a depth. */
  void take(Found found, int depth) {
    for (int target = 0; target < states.length; target++) {
      if (found.counts[target] > 0) {
        depths[target] = isFault(target) ? depth + 1 : depth;
        int count = counts[target] + found.counts[target];
        if (states[target].length < count) {
          states[target] = Arrays.copyOf(states[target], 2 * count);
        }
        System.arraycopy(
            found.states[target], 0, states[target], counts[target], found.counts[target]);
        counts[target] = count;
      }
    }
  }

  /** What one worker finds at one depth. */
  final class Found {
    private final int[][] states = new int[declared + BUILT_IN][0];
    private final int[] counts = new int[declared + BUILT_IN];
    private final boolean[] open = new boolean[declared + BUILT_IN];
    private boolean faulted;

    void begin() {
      faulted = false;
      for (int target = 0; target < counts.length; target++) {
        counts[target] = 0;
        open[target] = isEmpty(target);
      }
    }

    boolean foundFault() {
      return faulted;
    }

    /** Whether nothing so far decides a property. */
    boolean isOpen(int property) {
      return open[property];
    }

    /** Takes note of what a property says of a state, if that decides it; says whether it does. */
    boolean judge(int state, int property, int truth) {
      boolean decides = isDecidedBy(property, truth);
      if (decides) {
        add(property, state);
      }
      return decides;
    }

    void deadlock(int state) {
      add(builtIn(DEADLOCK), state);
    }

    void race(int state) {
      add(builtIn(RACE), state);
    }

    void fault(int state, boolean assertion) {
      faulted = true;
      add(builtIn(assertion ? ASSERTION : UNDEFINED), state);
    }

    private void add(int target, int state) {
      if (!open[target]) {
        return;
      }
      int count = counts[target];
      if (count == states[target].length) {
        states[target] = Arrays.copyOf(states[target], 2 * count + 16);
      }
      states[target][count] = state;
      counts[target] = count + 1;
    }
  }
}
