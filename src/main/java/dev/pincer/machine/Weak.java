// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.reduce.Touched;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
  /** States that are remembered, at most; then all are forgotten. */
  private static final int REMEMBERED = 100_000;

  private final int depth;
  private final AtomicBoolean cut = new AtomicBoolean();

  private final LookAhead lookAhead = new LookAhead();

  /** States from which some thread always owes a promise that it cannot keep. */
  private final Set<State> hopeless = ConcurrentHashMap.newKeySet();

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
          weaker.add(load.with(order));
        }
      }
      case STORE -> {
        Instruction.Store store = (Instruction.Store) instruction;
        for (Order order : weakerAccesses(store.order(), Order.RELEASE)) {
          weaker.add(store.with(order));
        }
      }
      case ATOMIC_BEGIN -> {
        Instruction.AtomicBegin begin = (Instruction.AtomicBegin) instruction;
        for (Order order : weakerBlocks(begin.order(), begin.readModifyWrite())) {
          weaker.add(begin.with(order));
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

  /**
   * To order nothing, a block is plain and at one time; but one that releases never was. As {@code
   * await()} it is relaxed then.
   */
  private static ImmutableList<Order> weakerBlocks(Order order, boolean readModifyWrite) {
    Order nothing = readModifyWrite ? Order.RELAXED : Order.PLAIN;
    return switch (order) {
      case FULL -> ImmutableList.of(nothing, Order.ACQUIRE, Order.RELEASE);
      case ACQUIRE -> ImmutableList.of(nothing);
      case RELEASE -> ImmutableList.of(Order.RELAXED);
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
  boolean hasPast() {
    return true;
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
  MemoryModel fresh() {
    return new Weak(depth);
  }

  @Override
  boolean isImpossible(Machine machine, State state) {
    return ((History) state.shared()).isDoubtful() && !endsWithoutDoubt(machine, state);
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
    return cut.get() || lookAhead.isCut();
  }

  @Override
  boolean isQuiet(Hidden hidden) {
    return true;
  }

  // Promises.

  /**
   * The states in which the thread has promised one store more; and before it those of no use but
   * that it can then come.
   */
  @Override
  ImmutableList<State> steps(
      Machine machine, State state, int thread, @Nullable Footprint footprint) {
    Set<State> promised = new LinkedHashSet<>();
    promise(machine, state, thread, ImmutableSet.of(), promised);
    return ImmutableList.copyOf(promised);
  }

  /**
   * @param anyway what could be promised without what already is, so that it is not asked for
   */
  private void promise(
      Machine machine,
      State state,
      int thread,
      ImmutableSet<History.Message> anyway,
      Set<State> promised) {
    if (state.threads().get(thread).hasReturned()) {
      return;
    }
    LookAhead.Candidates candidates = lookAhead.candidates(machine, state, thread);
    @Nullable BitSet[] next = new @Nullable BitSet[state.threads().size()];
    for (History.Message message : candidates.all()) {
      if (anyway.contains(message)) {
        continue;
      }
      boolean isOfUse = isOfUse(machine, state, message, next);
      if (!isOfUse && !candidates.needed().contains(message)) {
        continue;
      }
      State settled = settle(machine, promise(machine, state, message));
      if (settled == null || !hasRoom(settled)) {
        continue;
      }
      if (isOfUse) {
        promised.add(settled);
      } else {
        promise(machine, settled, thread, candidates.all(), promised);
      }
    }
  }

  /**
   * Whether a promise changes more than in which order stores came that nobody can tell apart. The
   * others may access the place in blocks of full order alone, in which they see what memory holds,
   * and behind which they have seen all: then it is early enough to promise the store before such a
   * block.
   *
   * @param next what the next steps of threads touch, once it was asked for
   */
  private static boolean isOfUse(
      Machine machine, State state, History.Message message, @Nullable BitSet[] next) {
    if (!machine.reach().reduces()) {
      return true;
    }
    int end = message.address() + message.values().length();
    for (int place = message.address(); place < end; place++) {
      if (machine.reach().isVisible(place)) {
        return true;
      }
    }
    for (int other = 0; other < next.length; other++) {
      if (other == message.thread()) {
        continue;
      }
      Touched ordered = machine.reach().orderedFuture(other, state.threads().get(other));
      for (int place = message.address(); place < end; place++) {
        if (ordered.touches(place)) {
          return true;
        }
      }
      BitSet touched = next[other];
      if (touched == null) {
        touched = machine.touchedNext(state, other);
        next[other] = touched;
      }
      int first = touched.nextSetBit(message.address());
      if (first >= 0 && first < end) {
        return true;
      }
    }
    return false;
  }

  static State promise(Machine machine, State state, History.Message message) {
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

  /** Whether each thread can keep its promises on its own. */
  private boolean keepsPromises(Machine machine, State state) {
    History history = (History) state.shared();
    for (int thread = 0; thread < state.threads().size(); thread++) {
      if (history.hasPromiseOf(thread) && !lookAhead.candidates(machine, state, thread).keeps()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a run goes on from a state to one in which at most one thread owes any promise. Depth
   * first, threads before promises: most runs keep what they have promised soon.
   */
  private boolean endsWithoutDoubt(Machine machine, State from) {
    if (hopeless.contains(from)) {
      return false;
    }
    Set<State> seen = new HashSet<>();
    Deque<Iterator<Successor>> path = new ArrayDeque<>();
    seen.add(from);
    path.push(machine.expand(from).successors().iterator());
    while (!path.isEmpty()) {
      if (!path.peek().hasNext()) {
        path.pop();
        continue;
      }
      State next = path.peek().next().state();
      if (next.fault() != null || hopeless.contains(next) || !seen.add(next)) {
        continue;
      }
      if (!((History) next.shared()).isDoubtful()) {
        return true;
      }
      path.push(machine.expand(next).successors().iterator());
    }
    if (hopeless.size() + seen.size() >= REMEMBERED) {
      hopeless.clear();
    }
    hopeless.addAll(seen);
    return false;
  }

  // States.

  /** The state with times that mean nothing left out; null if a thread cannot keep its promises. */
  @Override
  @Nullable State settle(Machine machine, State state) {
    State settled = fold(machine, state);
    if (state.fault() == null && !keepsPromises(machine, settled)) {
      return null;
    }
    return settled;
  }

  @Override
  boolean hasRoom(State settled) {
    boolean hasRoom = ((History) settled.shared()).now() <= 4 * depth;
    if (!hasRoom) {
      cut.set(true);
    }
    return hasRoom;
  }

  /** Puts into the base what no thread will read behind any more, and counts the times anew. */
  static State fold(Machine machine, State state) {
    History history = (History) state.shared();
    int count = history.now();
    List<Views> views = new ArrayList<>();
    List<Touched> futures = new ArrayList<>();
    List<Touched> behind = new ArrayList<>();
    Reach reach = machine.reach();
    for (int thread = 0; thread < state.threads().size(); thread++) {
      ThreadState stand = state.threads().get(thread);
      views.add(stand.hasReturned() ? Views.START : (Views) stand.hidden());
      futures.add(reach.future(thread, stand));
      behind.add(reach.reduces() ? futures.get(thread) : reach.early(thread, stand));
    }
    int[] rank = new int[count + 1];
    int[] folded = new int[state.memory().length()];
    List<History.Message> kept = new ArrayList<>();
    long @Nullable [] base = null;
    for (int time = 1; time <= count; time++) {
      History.Message message = history.messages().get(time - 1);
      if (isFoldable(message, time, views, behind, kept)) {
        if (base == null) {
          base = history.base().toArray();
        }
        for (int i = 0; i < message.values().length(); i++) {
          base[message.address() + i] = message.values().get(i);
          folded[message.address() + i] = time;
        }
      } else {
        kept.add(message.settled());
      }
      rank[time] = kept.size();
    }
    History shared = history;
    if (base != null || !kept.equals(history.messages())) {
      shared =
          new History(
              base == null ? history.base() : ImmutableLongArray.copyOf(base),
              baseTimes(history.baseTimes(), folded, rank),
              ImmutableList.copyOf(kept));
    }
    if (kept.isEmpty()) {
      shared = History.EMPTY;
    }
    ThreadState[] threads = state.threads().toArray(new ThreadState[0]);
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          threads[i].with(
              mapped(views.get(i), futures.get(i), rank, folded, kept, shared.baseTimes()));
    }
    return new State(state.memory(), ImmutableList.copyOf(threads), shared, state.fault());
  }

  private static ImmutableSortedMap<Integer, Integer> baseTimes(
      ImmutableSortedMap<Integer, Integer> before, int[] folded, int[] rank) {
    ImmutableSortedMap.Builder<Integer, Integer> times = ImmutableSortedMap.naturalOrder();
    for (int place = 1; place < folded.length; place++) {
      int time = folded[place] > 0 ? folded[place] : before.getOrDefault(place, 0);
      if (rank[time] > 0) {
        times.put(place, rank[time]);
      }
    }
    return times.build();
  }

  private static boolean isFoldable(
      History.Message message,
      int time,
      List<Views> views,
      List<Touched> behind,
      List<History.Message> kept) {
    if (message.promised()) {
      return false;
    }
    int first = message.address();
    int count = message.values().length();
    for (History.Message earlier : kept) {
      if (earlier.meets(first, count)) {
        return false;
      }
    }
    for (int i = 0; i < views.size(); i++) {
      for (int place = first; place < first + count; place++) {
        if (behind.get(i).touches(place) && views.get(i).floor(place) < time) {
          return false;
        }
      }
    }
    return true;
  }

  private static Hidden mapped(
      Views views,
      Touched future,
      int[] rank,
      int[] folded,
      List<History.Message> kept,
      ImmutableSortedMap<Integer, Integer> baseTimes) {
    ImmutableIntArray.Builder seen = ImmutableIntArray.builder();
    for (int i = 0; i < views.seen().length(); i += 2) {
      int place = views.seen().get(i);
      int time = rank[views.seen().get(i + 1)];
      if (time > 0 && future.touches(place) && History.covers(kept, place)) {
        seen.add(place);
        seen.add(time);
      }
    }
    ImmutableIntArray.Builder own = ImmutableIntArray.builder();
    for (int i = 0; i < views.own().length(); i += Views.OWN) {
      int place = views.own().get(i);
      int time = views.own().get(i + 1);
      int view = rank[views.own().get(i + 2)];
      boolean isBase = time == (folded[place] == 0 ? Views.BASE : folded[place]);
      boolean counts = isBase ? view < baseTimes.getOrDefault(place, 0) : time > folded[place];
      if (counts && future.touches(place)) {
        own.add(place);
        own.add(isBase ? Views.BASE : rank[time]);
        own.add(view);
        own.add(views.own().get(i + 3));
      }
    }
    return views.map(rank, seen.build(), own.build());
  }
}
