// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Event;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.reduce.Futures;
import dev.pincer.reduce.Touched;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything that properties read ever changes.
 *
 * <p>It is enough to follow the places that one reads in the first state: as long as none of them
 * changes, it reads the same ones everywhere.
 */
final class Constancy {
  /** Where nothing has changed in so many states, nothing is said. */
  private static final int MAX_STATES = 50_000;

  /**
   * Where nothing has changed in so many states, it pays to look whether any code may change it.
   */
  private static final int LOOK_AT_CODE = 300;

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
   * Those of the named properties that read the same in every state. Of those that some thread has
   * code to change none, unless all states were seen.
   */
  static ImmutableSet<String> of(Program program, Set<String> names) {
    Constancy constancy = new Constancy(program, names);
    Set<String> constant = new LinkedHashSet<>(constancy.readNothing());
    constancy.read.keySet().removeAll(constant);
    boolean seenAll = constancy.search(LOOK_AT_CODE);
    if (!seenAll) {
      constant.addAll(constancy.unwritten());
      constancy.read.keySet().removeAll(constant);
      seenAll = constancy.search(MAX_STATES);
    }
    if (seenAll) {
      constant.addAll(constancy.read.keySet());
    }
    return ImmutableSet.copyOf(constant);
  }

  /** Those that read nothing at all, such as what no code of this stage can do yet. */
  private ImmutableSet<String> readNothing() {
    return ImmutableSet.copyOf(Maps.filterValues(read, Set::isEmpty).keySet());
  }

  /** The same, without a look at the code; null if there are too many states. */
  static @Nullable ImmutableSet<String> bySearch(Program program, Set<String> names) {
    Constancy constancy = new Constancy(program, names);
    return constancy.search(MAX_STATES) ? ImmutableSet.copyOf(constancy.read.keySet()) : null;
  }

  /**
   * Leaves of {@link #read} what does not change in any state; begins anew each time.
   *
   * @param max states to see
   * @return whether all were seen that matter
   */
  private boolean search(int max) {
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
      if (seen.size() > max) {
        return false;
      }
      read.values().removeIf(places -> hasChanged(state, places));
      for (Successor successor : machine.expand(state).successors()) {
        open.push(successor.state());
      }
    }
    return true;
  }

  /** Those that read the same in all first states, in places that no thread may write. */
  private ImmutableSet<String> unwritten() {
    Program program = machine.program();
    Futures futures = Futures.of(program);
    List<Touched> touched = new ArrayList<>();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      touched.add(futures.from(thread, 0, ImmutableIntArray.of(), ImmutableLongArray.of()));
    }
    ImmutableSet.Builder<String> unwritten = ImmutableSet.builder();
    read.forEach(
        (name, places) -> {
          boolean differs =
              machine.starts().stream().anyMatch(start -> hasChanged(start.state(), places));
          boolean written =
              places.stream()
                  .anyMatch(place -> touched.stream().anyMatch(each -> each.writes(place)));
          if (!differs && !written) {
            unwritten.add(name);
          }
        });
    return unwritten.build();
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
