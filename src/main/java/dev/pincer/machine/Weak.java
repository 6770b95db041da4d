// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A multi-copy-atomic model in the manner of ARMv8.
 *
 * <p>Pulte, Pichon-Pharabod, Kang, Lee, Hur, "Promising-ARM/RISC-V: A Simpler and Faster
 * Operational Concurrency Model" (2019). Stores come to memory in one order, which all threads
 * agree on. Threads take their instructions in order, but a load may give a value that was
 * overwritten, as far back as what the thread has seen, barriers and dependencies allow; and a
 * thread may promise a store, which comes to memory before the instructions before it, if on its
 * own it can still come to that store and keep all its promises. Here each thread can do so in
 * every state.
 *
 * <p>It differs from the paper where {@code docs/MEMORY-MODELS.md} says so.
 */
final class Weak extends MemoryModel {
  /** States that a thread looks ahead on its own. */
  private static final int AHEAD = 4_000;

  /** Answers that are remembered, at most; then all are forgotten. */
  private static final int REMEMBERED = 100_000;

  private final int depth;
  private final AtomicBoolean cut = new AtomicBoolean();

  /** What a thread that looks ahead sees: no other thread's place, nor its registers. */
  private record View(int thread, ThreadState stand, ImmutableLongArray memory, Hidden history) {
    View(int thread, State state) {
      this(thread, state.threads().get(thread), state.memory(), state.shared());
    }
  }

  private final Map<View, ImmutableSet<History.Message>> promisable = new ConcurrentHashMap<>();
  private final Map<View, Boolean> kept = new ConcurrentHashMap<>();

  private static <T> void remember(Map<View, T> answers, View view, T answer) {
    if (answers.size() >= REMEMBERED) {
      answers.clear();
    }
    answers.put(view, answer);
  }

  Weak(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a history of depth " + depth);
    }
    this.depth = depth;
  }

  @Override
  public String name() {
    return "weak";
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public ImmutableList<Instruction> weaker(Instruction instruction) {
    ImmutableList.Builder<Instruction> weaker = ImmutableList.builder();
    switch (instruction.kind()) {
      case FENCE -> {
        for (Order order : weakerFences(((Instruction.Fence) instruction).order())) {
          weaker.add(new Instruction.Fence(order));
        }
      }
      case LOAD -> {
        Instruction.Load load = (Instruction.Load) instruction;
        for (Order order : weakerAccesses(load.order(), Order.ACQUIRE)) {
          weaker.add(new Instruction.Load(load.register(), load.count(), load.address(), order));
        }
      }
      case STORE -> {
        Instruction.Store store = (Instruction.Store) instruction;
        for (Order order : weakerAccesses(store.order(), Order.RELEASE)) {
          weaker.add(new Instruction.Store(store.address(), store.values(), order));
        }
      }
      case ATOMIC_BEGIN -> {
        Instruction.AtomicBegin begin = (Instruction.AtomicBegin) instruction;
        for (Order order : weakerBlocks(begin.order(), begin.readModifyWrite())) {
          weaker.add(new Instruction.AtomicBegin(order, begin.readModifyWrite()));
        }
      }
      case LET, UNSET, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, RETURN -> {}
    }
    return weaker.build();
  }

  private static ImmutableList<Order> weakerFences(Order order) {
    return switch (order) {
      case FULL, BEFORE_ATOMIC, AFTER_ATOMIC ->
          ImmutableList.of(Order.RELAXED, Order.WRITE, Order.READ, Order.RELEASE);
      case RELEASE -> ImmutableList.of(Order.RELAXED, Order.WRITE);
      case READ, WRITE, ACQUIRE -> ImmutableList.of(Order.RELAXED);
      case PLAIN, RELAXED -> ImmutableList.of();
    };
  }

  private static ImmutableList<Order> weakerAccesses(Order order, Order half) {
    return switch (order) {
      case FULL -> ImmutableList.of(Order.RELAXED, half);
      case ACQUIRE, RELEASE -> ImmutableList.of(Order.RELAXED);
      case PLAIN, RELAXED, READ, WRITE, BEFORE_ATOMIC, AFTER_ATOMIC -> ImmutableList.of();
    };
  }

  /** An {@code await()} is a relaxed block: to order nothing, a block is plain. */
  private static ImmutableList<Order> weakerBlocks(Order order, boolean readModifyWrite) {
    Order nothing = readModifyWrite ? Order.RELAXED : Order.PLAIN;
    return switch (order) {
      case FULL -> ImmutableList.of(nothing, Order.ACQUIRE, Order.RELEASE);
      case ACQUIRE, RELEASE -> ImmutableList.of(nothing);
      case PLAIN, RELAXED, READ, WRITE, BEFORE_ATOMIC, AFTER_ATOMIC -> ImmutableList.of();
    };
  }

  @Override
  public boolean hasSteps() {
    return true;
  }

  /** All threads look at one history. */
  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  Hidden initial() {
    return Views.START;
  }

  @Override
  Hidden shared() {
    return History.EMPTY;
  }

  @Override
  Port port(Layout layout, CodeTable code, State state, int thread, ThreadState from, Picks picks) {
    return new ViewPort(layout, code, state, thread, from, (Views) from.hidden(), picks);
  }

  @Override
  boolean lacksRoom(Hidden hidden, Instruction next) {
    return false;
  }

  @Override
  public MemoryModel fresh() {
    return new Weak(depth);
  }

  @Override
  boolean isDoubtful(State state) {
    return ((History) state.shared()).isDoubtful();
  }

  @Override
  int owed(State state, int thread) {
    return ((History) state.shared()).promisesOf(thread);
  }

  @Override
  boolean owes() {
    return true;
  }

  @Override
  boolean isCut() {
    return cut.get();
  }

  @Override
  boolean isQuiet(Hidden hidden) {
    return true;
  }

  // Promises.

  /** The states in which the thread has promised one store more. */
  @Override
  ImmutableList<State> steps(
      Machine machine, State state, int thread, @Nullable Footprint footprint) {
    if (state.threads().get(thread).hasReturned()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<State> promised = ImmutableList.builder();
    for (History.Message message : candidates(machine, state, thread)) {
      State settled = settle(machine, promise(machine, state, message));
      if (settled != null) {
        promised.add(settled);
      }
    }
    return promised.build();
  }

  private static State promise(Machine machine, State state, History.Message message) {
    Port port = new Port(machine.layout(), state.memory());
    for (int i = 0; i < message.values().length(); i++) {
      int place = message.address() + i;
      if (!machine.layout().ghost[place]) {
        port.setMemory(place, message.values().get(i));
      }
    }
    History history = ((History) state.shared()).with(message, state.memory());
    return new State(port.memory(), state.threads(), history, state.fault());
  }

  /**
   * The stores that the thread may come to on its own, not with its next step, and that could come
   * to memory now.
   */
  private ImmutableSet<History.Message> candidates(Machine machine, State state, int thread) {
    View view = new View(thread, state);
    ImmutableSet<History.Message> known = promisable.get(view);
    if (known == null) {
      known = ImmutableSet.copyOf(look(machine, state, thread));
      remember(promisable, view, known);
    }
    return known;
  }

  private Set<History.Message> look(Machine machine, State state, int thread) {
    int now = ((History) state.shared()).now();
    Set<History.Message> found = new LinkedHashSet<>();
    Set<State> seen = new HashSet<>();
    Deque<State> todo = new ArrayDeque<>();
    todo.add(state);
    boolean first = true;
    while (!todo.isEmpty()) {
      State at = todo.remove();
      int before = ((History) at.shared()).now();
      for (State next : machine.rawSteps(at, thread)) {
        History history = (History) next.shared();
        if (!first && history.now() == before + 1) {
          History.Message message = history.messages().get(before);
          if (message.need() <= now) {
            found.add(new History.Message(message.address(), message.values(), thread, true, 0));
          }
        }
        if (isBounded(seen) && next.fault() == null && seen.add(next)) {
          todo.add(next);
        }
      }
      first = false;
    }
    return found;
  }

  private boolean isBounded(Set<State> seen) {
    if (seen.size() < AHEAD) {
      return true;
    }
    cut.set(true);
    return false;
  }

  /** Whether each thread can keep its promises on its own. */
  private boolean keepsPromises(Machine machine, State state) {
    History history = (History) state.shared();
    for (int thread = 0; thread < state.threads().size(); thread++) {
      if (history.hasPromiseOf(thread) && !keepsPromises(machine, state, thread)) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsPromises(Machine machine, State state, int thread) {
    View view = new View(thread, state);
    Boolean known = kept.get(view);
    if (known == null) {
      known = canKeep(machine, state, thread);
      remember(kept, view, known);
    }
    return known;
  }

  private boolean canKeep(Machine machine, State state, int thread) {
    Set<State> seen = new HashSet<>();
    Deque<State> todo = new ArrayDeque<>();
    todo.push(state);
    while (!todo.isEmpty()) {
      for (State next : machine.rawSteps(todo.pop(), thread)) {
        if (!((History) next.shared()).hasPromiseOf(thread)) {
          return true;
        }
        if (isBounded(seen) && next.fault() == null && seen.add(next)) {
          todo.push(next);
        }
      }
    }
    return false;
  }

  // States.

  /** The state with times that mean nothing left out; null if a thread cannot keep its promises. */
  @Override
  @Nullable State settle(Machine machine, State state) {
    if (state.fault() == null && !keepsPromises(machine, state)) {
      return null;
    }
    State settled = fold(state);
    if (((History) settled.shared()).now() > 4 * depth) {
      cut.set(true);
      return null;
    }
    return settled;
  }

  /** Puts into the base what no thread can read behind any more, and counts the times anew. */
  private State fold(State state) {
    History history = (History) state.shared();
    int count = history.now();
    List<Views> views = new ArrayList<>();
    for (ThreadState thread : state.threads()) {
      views.add(thread.hasReturned() ? Views.START : (Views) thread.hidden());
    }
    int[] rank = new int[count + 1];
    Map<Integer, Integer> folded = new TreeMap<>();
    ImmutableList.Builder<History.Message> kept = ImmutableList.builder();
    List<History.Message> keptSoFar = new ArrayList<>();
    long[] base = null;
    for (int time = 1; time <= count; time++) {
      History.Message message = history.messages().get(time - 1);
      if (isFoldable(message, time, state, views, keptSoFar)) {
        if (base == null) {
          base = history.base().toArray();
        }
        for (int i = 0; i < message.values().length(); i++) {
          base[message.address() + i] = message.values().get(i);
          folded.put(message.address() + i, time);
        }
        rank[time] = keptSoFar.size();
      } else {
        History.Message plain =
            new History.Message(
                message.address(), message.values(), message.thread(), message.promised(), 0);
        kept.add(plain);
        keptSoFar.add(plain);
        rank[time] = keptSoFar.size();
      }
    }
    IntUnaryOperator newTime = time -> rank[time];
    ImmutableSortedMap.Builder<Integer, Integer> baseTimes = ImmutableSortedMap.naturalOrder();
    Set<Integer> places = new HashSet<>(history.baseTimes().keySet());
    places.addAll(folded.keySet());
    for (int place : places) {
      int time = rank[folded.getOrDefault(place, history.baseTimes().getOrDefault(place, 0))];
      if (time > 0) {
        baseTimes.put(place, time);
      }
    }
    ImmutableSortedMap<Integer, Integer> newBaseTimes = baseTimes.build();
    History shared =
        keptSoFar.isEmpty()
            ? History.EMPTY
            : new History(
                base == null ? history.base() : ImmutableLongArray.copyOf(base),
                newBaseTimes,
                kept.build());
    ThreadState[] threads = state.threads().toArray(new ThreadState[0]);
    for (int i = 0; i < threads.length; i++) {
      threads[i] = threads[i].with(mapped(views.get(i), newTime, folded, keptSoFar, newBaseTimes));
    }
    return new State(state.memory(), ImmutableList.copyOf(threads), shared, state.fault());
  }

  private static boolean isFoldable(
      History.Message message,
      int time,
      State state,
      List<Views> views,
      List<History.Message> kept) {
    if (message.promised()) {
      return false;
    }
    for (History.Message earlier : kept) {
      if (earlier.meets(message.address(), message.values().length())) {
        return false;
      }
    }
    for (int i = 0; i < views.size(); i++) {
      if (state.threads().get(i).hasReturned()) {
        continue;
      }
      for (int place = message.address();
          place < message.address() + message.values().length();
          place++) {
        if (views.get(i).floor(place) < time) {
          return false;
        }
      }
    }
    return true;
  }

  private static Hidden mapped(
      Views views,
      IntUnaryOperator newTime,
      Map<Integer, Integer> folded,
      List<History.Message> kept,
      ImmutableSortedMap<Integer, Integer> baseTimes) {
    ImmutableSortedMap.Builder<Integer, Integer> seen = ImmutableSortedMap.naturalOrder();
    views
        .seen()
        .forEach(
            (place, time) -> {
              int mapped = newTime.applyAsInt(time);
              if (mapped > 0 && kept.stream().anyMatch(m -> m.covers(place))) {
                seen.put(place, mapped);
              }
            });
    ImmutableSortedMap.Builder<Integer, Views.Own> own = ImmutableSortedMap.naturalOrder();
    views
        .own()
        .forEach(
            (place, store) -> {
              Integer foldedAt = folded.get(place);
              boolean isBase =
                  foldedAt == null
                      ? store.time() == Views.BASE
                      : store.time() == foldedAt.intValue();
              boolean isLater = store.time() > (foldedAt == null ? 0 : foldedAt);
              int view = newTime.applyAsInt(store.view());
              if (isBase) {
                if (view < baseTimes.getOrDefault(place, 0)) {
                  own.put(place, new Views.Own(Views.BASE, view, store.readModifyWrite()));
                }
              } else if (isLater && store.time() != Views.BASE) {
                own.put(
                    place,
                    new Views.Own(newTime.applyAsInt(store.time()), view, store.readModifyWrite()));
              }
            });
    return views.map(newTime, seen.build(), own.build());
  }
}
