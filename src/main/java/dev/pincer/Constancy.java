// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableSet;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether anything that properties read ever changes.
 *
 * <p>It is enough to follow the places that one reads in the first state: as long as none of them
 * changes, it reads the same ones everywhere.
 */
final class Constancy {
  /** Where nothing has changed in so many states, nothing is said. */
  private static final int MAX_STATES = 50_000;

  private final Machine machine;
  private final State first;

  /**
   * What the properties read in the first state of which nothing that they read has changed yet.
   */
  private final Map<String, Set<Integer>> read = new LinkedHashMap<>();

  private Constancy(Program program, Set<String> names) {
    this.machine = new Machine(program);
    this.first = machine.starts().get(0).state();
    for (Property property : program.properties()) {
      if (names.contains(property.name())) {
        Set<Integer> places = new TreeSet<>();
        machine.evaluate(property.code(), first, (thread, event) -> note(event, places));
        machine.evaluate(property.judged(), first, (thread, event) -> note(event, places));
        read.put(property.name(), places);
      }
    }
  }

  private static void note(Event event, Set<Integer> places) {
    if (event instanceof Event.Accessed access) {
      for (int i = 0; i < access.before().length(); i++) {
        places.add(access.address() + i);
      }
    }
  }

  /**
   * Those of the named properties that read the same in every state; none, unless all states were
   * seen.
   */
  static ImmutableSet<String> of(Program program, Set<String> names) {
    return new Constancy(program, names).constant();
  }

  private ImmutableSet<String> constant() {
    Set<State> seen = new HashSet<>();
    // Depth first: nearly everything has changed by the end of one run.
    Deque<State> open = new ArrayDeque<>();
    for (Start start : machine.starts()) {
      open.push(start.state());
    }
    while (!open.isEmpty() && !read.isEmpty()) {
      State state = open.pop();
      if (!seen.add(state)) {
        continue;
      }
      if (seen.size() > MAX_STATES) {
        return ImmutableSet.of();
      }
      read.values().removeIf(places -> hasChanged(state, places));
      for (Successor successor : machine.expand(state).successors()) {
        open.push(successor.state());
      }
    }
    return ImmutableSet.copyOf(read.keySet());
  }

  private boolean hasChanged(State state, Set<Integer> places) {
    for (int place : places) {
      if (state.memory().get(place) != first.memory().get(place)) {
        return true;
      }
    }
    return false;
  }
}
