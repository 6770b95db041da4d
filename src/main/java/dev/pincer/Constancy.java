// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import dev.pincer.machine.Event;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether anything that a property reads ever changes.
 *
 * <p>It is enough to follow the places that it reads in the first state: as long as none of them
 * changes, it reads the same ones everywhere.
 */
final class Constancy {
  /** Where nothing has changed in so many states, nothing is said. */
  private static final int MAX_STATES = 50_000;

  private final Machine machine;
  private final State first;
  private final Set<Integer> read = new TreeSet<>();

  private Constancy(Program program, Property property) {
    this.machine = new Machine(program);
    this.first = machine.starts().get(0).state();
    evaluate(property);
  }

  private void evaluate(Property property) {
    machine.evaluate(property.code(), first, (thread, event) -> note(event));
    machine.evaluate(property.judged(), first, (thread, event) -> note(event));
  }

  private void note(Event event) {
    if (event instanceof Event.Accessed access) {
      for (int i = 0; i < access.before().length(); i++) {
        read.add(access.address() + i);
      }
    }
  }

  /** True only if all states were seen, and the property reads the same in each. */
  static boolean holds(Program program, Property property) {
    return new Constancy(program, property).holds();
  }

  private boolean holds() {
    Set<State> seen = new HashSet<>();
    // Depth first: nearly everything has changed by the end of one run.
    Deque<State> open = new ArrayDeque<>();
    for (Start start : machine.starts()) {
      open.push(start.state());
    }
    while (!open.isEmpty()) {
      State state = open.pop();
      if (!seen.add(state)) {
        continue;
      }
      if (seen.size() > MAX_STATES || hasChanged(state)) {
        return false;
      }
      for (Successor successor : machine.expand(state).successors()) {
        open.push(successor.state());
      }
    }
    return true;
  }

  private boolean hasChanged(State state) {
    for (int address : read) {
      if (state.memory().get(address) != first.memory().get(address)) {
        return true;
      }
    }
    return false;
  }
}
