// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.program.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As {@link LookAhead}, but of whole states, and without remembering any. */
public final class PlainLookAhead {
  private final Machine machine;
  private final LookAhead clever = new LookAhead();
  private int compared;
  private int promises;
  private int unkept;

  private PlainLookAhead(Machine machine) {
    this.machine = machine;
  }

  /**
   * How often the two were compared, how many promises they found, and how often an older one could
   * not be kept.
   */
  public record Compared(int times, int promises, int unkept) {}

  /**
   * Compares the two in the states that come first, for each thread; and in those behind a step or
   * a promise that are none, as some promise cannot be kept there.
   *
   * @param limit on the states
   */
  public static Compared compare(Program program, int limit) {
    Machine machine = new Machine(program, MemoryModel.weak(MemoryModel.DEPTH));
    PlainLookAhead plain = new PlainLookAhead(machine);
    Set<State> seen = new LinkedHashSet<>();
    Deque<State> open = new ArrayDeque<>();
    for (Start start : machine.starts()) {
      seen.add(start.state());
      open.add(start.state());
    }
    while (!open.isEmpty()) {
      State state = open.remove();
      if (state.fault() != null) {
        continue;
      }
      plain.compare(state);
      for (Successor successor : machine.expand(state).successors()) {
        if (seen.size() < limit && seen.add(successor.state())) {
          open.add(successor.state());
        }
      }
    }
    assertEquals(false, plain.clever.isCut());
    return new Compared(plain.compared, plain.promises, plain.unkept);
  }

  private void compare(State state) {
    for (int thread = 0; thread < state.threads().size(); thread++) {
      for (History.Message message : compare(state, thread).all()) {
        State promised = Weak.fold(machine, Weak.promise(machine, state, message));
        for (int other = 0; other < state.threads().size(); other++) {
          compare(promised, other);
        }
      }
      for (State next : machine.rawSteps(state, thread)) {
        if (next.fault() == null) {
          State folded = Weak.fold(machine, next);
          for (int other = 0; other < state.threads().size(); other++) {
            compare(folded, other);
          }
        }
      }
    }
  }

  private LookAhead.Candidates compare(State state, int thread) {
    LookAhead.Candidates plain = look(state, thread);
    LookAhead.Candidates found = clever.candidates(machine, state, thread);
    assertEquals(plain, found, () -> "thread " + thread + " in " + state);
    assertEquals(ImmutableList.copyOf(plain.all()), ImmutableList.copyOf(found.all()));
    compared++;
    promises += plain.all().size();
    unkept += plain.keeps() ? 0 : 1;
    return plain;
  }

  private LookAhead.Candidates look(State state, int thread) {
    int now = ((History) state.shared()).now();
    Map<State, Integer> seen = new HashMap<>();
    List<State> states = new ArrayList<>();
    List<List<Integer>> before = new ArrayList<>();
    Map<History.Message, List<Integer>> behind = new LinkedHashMap<>();
    Set<History.Message> needed = new HashSet<>();
    Deque<Integer> kept = new ArrayDeque<>();
    add(state, thread, seen, states, before, kept);
    for (int at = 0; at < states.size(); at++) {
      int length = ((History) states.get(at).shared()).now();
      for (State next : machine.rawSteps(states.get(at), thread)) {
        if (next.fault() != null) {
          continue;
        }
        State ahead = machine.reach().reduces() ? next : ahead(next, thread, now);
        Integer known = seen.get(ahead);
        int to = known == null ? add(ahead, thread, seen, states, before, kept) : known;
        before.get(to).add(at);
        List<History.Message> stored = stored((History) next.shared(), length);
        for (int i = 0; i < stored.size(); i++) {
          History.Message message = stored.get(i);
          if (at == 0 && !message.goesOn()) {
            continue; // The next step is as early.
          }
          if (message.need() <= now) {
            behind.computeIfAbsent(message.owed(), key -> new ArrayList<>()).add(to);
          } else if (message.need() <= length + i) {
            for (int time = now; time < message.need(); time++) {
              needed.add(((History) next.shared()).messages().get(time).owed());
            }
          }
        }
      }
    }
    BitSet keeps = new BitSet();
    kept.forEach(keeps::set);
    while (!kept.isEmpty()) {
      for (int from : before.get(kept.remove())) {
        if (!keeps.get(from)) {
          keeps.set(from);
          kept.add(from);
        }
      }
    }
    ImmutableSet.Builder<History.Message> found = ImmutableSet.builder();
    behind.forEach(
        (message, all) -> {
          if (all.stream().anyMatch(keeps::get)) {
            found.add(message);
          }
        });
    return new LookAhead.Candidates(found.build(), ImmutableSet.copyOf(needed), keeps.get(0));
  }

  private static State ahead(State state, int thread, int now) {
    History history = (History) state.shared();
    List<History.Message> newest = new ArrayList<>();
    boolean overlaps = false;
    for (int time = history.now(); time > now; time--) {
      History.Message message = history.messages().get(time - 1);
      int covered = 0;
      for (int i = 0; i < message.values().length(); i++) {
        covered += History.covers(newest, message.address() + i) ? 1 : 0;
      }
      if (covered < message.values().length()) {
        newest.add(0, message.settled());
        overlaps |= covered > 0;
      }
    }
    if (!overlaps) {
      newest.sort(Comparator.comparingInt(History.Message::address));
    }
    List<History.Message> messages = new ArrayList<>(history.messages().subList(0, now));
    messages.addAll(newest);
    History shared =
        new History(history.base(), history.baseTimes(), ImmutableList.copyOf(messages));
    ThreadState stand = state.threads().get(thread);
    Views views = ((Views) stand.hidden()).ahead(now, shared);
    return new State(state.memory(), state.threads(), shared, null)
        .with(state.memory(), thread, stand.with(views));
  }

  private static List<History.Message> stored(History history, int before) {
    List<History.Message> stored =
        history.messages().subList(Math.min(before, history.now()), history.now());
    boolean areApart = stored.stream().allMatch(message -> message.need() != History.Message.NEVER);
    return areApart ? stored : List.of();
  }

  private static int add(
      State state,
      int thread,
      Map<State, Integer> seen,
      List<State> states,
      List<List<Integer>> before,
      Deque<Integer> kept) {
    int index = states.size();
    seen.put(state, index);
    states.add(state);
    before.add(new ArrayList<>());
    if (!((History) state.shared()).hasPromiseOf(thread)) {
      kept.add(index);
    }
    return index;
  }
}
