// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.reduce.Touched;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of {@link Weak} may promise: all that it can still do on its own is looked at.
 *
 * <p>What it does depends on no more of a state than the thread itself, the places that it may
 * still touch, and the order of the messages there and of its own promises. So all else is left
 * out, and times are counted without it; states that differ in nothing else have one {@link Alone}
 * in their place, whose steps are taken once. That changes no answer: a load chooses among the
 * messages to its place, all of which are kept, and wherever two times are compared, a message that
 * was left out stood for the one before it. Where a block chooses a time, the newest of those that
 * have become one is bound by the least, and comes first, so that the order stays as well.
 */
final class LookAhead {
  /** States that a thread looks ahead on its own. */
  private static final int AHEAD = 4_000;

  /** States that are remembered, at most; then all are forgotten. */
  private static final int REMEMBERED = 100_000;

  /** The thread of messages of which it does not matter whose they are. */
  private static final int ANYBODY = -1;

  /**
   * What a thread may promise.
   *
   * @param all in a fixed order
   * @param needed those of which a later store has to know
   * @param keeps whether it can keep what it has promised so far
   */
  record Candidates(
      ImmutableSet<History.Message> all, ImmutableSet<History.Message> needed, boolean keeps) {}

  /**
   * What a step leads to.
   *
   * @param early what it stores that could have come before the thread began to look ahead
   * @param needed what came since then that other stores of it have to know of
   */
  private record Step(
      Alone to, ImmutableList<History.Message> early, ImmutableList<History.Message> needed) {}

  /** What tells one {@link Alone} from others: all of it, as numbers. */
  private static final class Key {
    private final long[] numbers;
    private final int hash;

    Key(long... numbers) {
      this.numbers = numbers;
      long mixed = 0;
      for (long number : numbers) {
        mixed = (mixed ^ number) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
      }
      this.hash = (int) (mixed >>> 32);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Key key && hash == key.hash && Arrays.equals(numbers, key.numbers));
    }
  }

  /** A thread on its own, with what it may still touch. */
  private static final class Alone {
    final Key key;
    final int thread;

    /** When it began to look ahead. */
    final int now;

    final ThreadState stand;
    final ImmutableLongArray memory;
    final History history;

    /** Whether it owes a promise. */
    final boolean owes;

    volatile @Nullable ImmutableList<Step> steps;
    volatile @Nullable Candidates candidates;

    Alone(
        Key key,
        int thread,
        int now,
        ThreadState stand,
        ImmutableLongArray memory,
        History history,
        boolean owes) {
      this.key = key;
      this.thread = thread;
      this.now = now;
      this.stand = stand;
      this.memory = memory;
      this.history = history;
      this.owes = owes;
    }
  }

  private final AtomicBoolean cut = new AtomicBoolean();
  private final Map<Key, Alone> known = new ConcurrentHashMap<>();

  /** Who comes to no store any more that others see, and owes none. */
  private final Alone over = over(false);

  /** Who owes a store that it will not come to. */
  private final Alone fails = over(true);

  private static Alone over(boolean owes) {
    Alone over =
        new Alone(
            new Key(owes ? 1 : 0),
            ANYBODY,
            0,
            ThreadState.DONE,
            ImmutableLongArray.of(),
            History.EMPTY,
            owes);
    over.steps = ImmutableList.of();
    return over;
  }

  /** Whether some thread would have had to look further ahead. */
  boolean isCut() {
    return cut.get();
  }

  /**
   * The stores that the thread may come to on its own, not with its next step, and that could come
   * to memory now; where it then goes on to keep all that it had promised before. With the new one
   * it may not: a block that sees memory as it is would see that.
   */
  Candidates candidates(Machine machine, State state, int thread) {
    History history = (History) state.shared();
    ThreadState stand = state.threads().get(thread);
    Alone from = alone(machine, thread, history.now(), stand, state.memory(), history);
    Candidates candidates = from.candidates;
    if (candidates == null) {
      candidates = look(machine, from);
      from.candidates = candidates;
    }
    return candidates;
  }

  private Candidates look(Machine machine, Alone from) {
    Map<Key, Integer> seen = new HashMap<>();
    List<Alone> states = new ArrayList<>();
    List<List<Integer>> before = new ArrayList<>();
    Map<History.Message, List<Integer>> behind = new LinkedHashMap<>();
    Set<History.Message> needed = new HashSet<>();
    Deque<Integer> kept = new ArrayDeque<>();
    add(from, seen, states, before, kept);
    for (int at = 0; at < states.size(); at++) {
      for (Step step : steps(machine, states.get(at))) {
        Integer found = seen.get(step.to().key);
        if (found == null && states.size() >= AHEAD) {
          cut.set(true);
          continue;
        }
        int to = found == null ? add(step.to(), seen, states, before, kept) : found;
        before.get(to).add(at);
        for (History.Message message : step.early()) {
          if (at > 0 || message.goesOn()) { // Else the next step is as early.
            behind.computeIfAbsent(message.owed(), key -> new ArrayList<>()).add(to);
          }
        }
        needed.addAll(step.needed());
      }
    }
    BitSet keeps = new BitSet();
    kept.forEach(keeps::set);
    while (!kept.isEmpty()) {
      for (int earlier : before.get(kept.remove())) {
        if (!keeps.get(earlier)) {
          keeps.set(earlier);
          kept.add(earlier);
        }
      }
    }
    ImmutableSet.Builder<History.Message> all = ImmutableSet.builder();
    behind.forEach(
        (message, ways) -> {
          if (ways.stream().anyMatch(keeps::get)) {
            all.add(message);
          }
        });
    return new Candidates(all.build(), ImmutableSet.copyOf(needed), keeps.get(0));
  }

  private static int add(
      Alone state,
      Map<Key, Integer> seen,
      List<Alone> states,
      List<List<Integer>> before,
      Deque<Integer> kept) {
    int index = states.size();
    seen.put(state.key, index);
    states.add(state);
    before.add(new ArrayList<>());
    if (!state.owes) {
      kept.add(index);
    }
    return index;
  }

  // One step.

  private ImmutableList<Step> steps(Machine machine, Alone from) {
    ImmutableList<Step> steps = from.steps;
    if (steps == null) {
      steps = taken(machine, from);
      from.steps = steps;
    }
    return steps;
  }

  private ImmutableList<Step> taken(Machine machine, Alone from) {
    int thread = from.thread;
    int now = from.now;
    int length = from.history.now();
    ThreadState[] threads = new ThreadState[machine.program().threads().size()];
    Arrays.fill(threads, ThreadState.DONE);
    threads[thread] = from.stand;
    State state = new State(from.memory, ImmutableList.copyOf(threads), from.history, null);
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (State next : machine.rawSteps(state, thread)) {
      if (next.fault() != null) {
        continue;
      }
      History history = (History) next.shared();
      ThreadState stand = next.threads().get(thread);
      ImmutableList.Builder<History.Message> early = ImmutableList.builder();
      ImmutableList.Builder<History.Message> needed = ImmutableList.builder();
      List<History.Message> stored = stored(history, length);
      for (int i = 0; i < stored.size(); i++) {
        int need = stored.get(i).need();
        if (need <= now) {
          early.add(stored.get(i));
        } else if (need <= length + i) {
          for (int time = now; time < need; time++) {
            needed.add(history.messages().get(time).owed());
          }
        }
      }
      if (!machine.reach().reduces()) {
        history = ahead(history, now);
        stand = stand.with(((Views) stand.hidden()).ahead(now, history));
      }
      Alone to = alone(machine, thread, now, stand, next.memory(), history);
      steps.add(new Step(to, early.build(), needed.build()));
    }
    return steps.build();
  }

  /** The stores of a step that could each have come before it; none if that is not so of all. */
  private static List<History.Message> stored(History history, int before) {
    List<History.Message> stored =
        history.messages().subList(Math.min(before, history.now()), history.now());
    for (History.Message message : stored) {
      if (message.need() == History.Message.NEVER) {
        return List.of();
      }
    }
    return stored;
  }

  /**
   * A history that a thread looked ahead to, without what makes no difference there: all that came
   * since is its own, so it loads the newest of it, and cannot promise what needs any of it.
   * Without that, who goes round on his own would look ahead for ever.
   *
   * @param now when it began to look ahead
   */
  private static History ahead(History history, int now) {
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
    return new History(history.base(), history.baseTimes(), ImmutableList.copyOf(messages));
  }

  // What matters of a state.

  private Alone alone(
      Machine machine,
      int thread,
      int now,
      ThreadState stand,
      ImmutableLongArray memory,
      History history) {
    boolean owes = history.hasPromiseOf(thread);
    Reach.Future future = machine.reach().alone(thread, stand);
    if (!future.storesShared) {
      return owes ? fails : over;
    }
    int[] rank = rank(history, thread, now, future.touched);
    Views views = (Views) stand.hidden();
    Key key = key(future, now, views, memory, history, rank, thread, machine.layout());
    Alone alone = known.get(key);
    if (alone == null) {
      ThreadState bare = stand.with(views(views, future.touched, rank));
      ImmutableLongArray touched = memory(memory, future.touched);
      History rest = history(history, thread, now, future.touched, rank, machine.layout());
      alone = new Alone(key, thread, rank[now], bare, touched, rest, owes);
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(key, alone);
    }
    return alone;
  }

  /** By time, how many messages that matter came until then. */
  private static int[] rank(History history, int thread, int now, Touched future) {
    int[] rank = new int[history.now() + 1];
    for (int time = 1; time < rank.length; time++) {
      History.Message message = history.messages().get(time - 1);
      boolean matters = isMine(message, time, thread, now) || touches(future, message);
      rank[time] = rank[time - 1] + (matters ? 1 : 0);
    }
    return rank;
  }

  /** Whether it is a promise of the thread, or came since it began to look ahead. */
  private static boolean isMine(History.Message message, int time, int thread, int now) {
    return time > now || (message.promised() && message.thread() == thread);
  }

  /** Each list in it begins with its length, where nothing before it says how long it is. */
  private static Key key(
      Reach.Future future,
      int now,
      Views views,
      ImmutableLongArray memory,
      History history,
      int[] rank,
      int thread,
      Layout layout) {
    Numbers to = new Numbers();
    to.add(future.number);
    to.add(rank[now], rank[history.now()]);
    for (int time = 1; time < rank.length; time++) {
      if (rank[time] > rank[time - 1]) {
        History.Message message = history.messages().get(time - 1);
        boolean mine = isMine(message, time, thread, now);
        to.add(message.address(), mine ? message.promised() ? 2 : 1 : 0);
        to.add(message.values().length());
        for (int i = 0; i < message.values().length(); i++) {
          to.add(message.values().get(i));
        }
      }
    }
    to.add(rank[views.readOld()], rank[views.writeOld()]);
    to.add(rank[views.readNew()], rank[views.writeNew()]);
    to.add(rank[views.control()], rank[views.released()]);
    for (int i = 0; i < views.registers().length(); i++) {
      to.add(rank[views.registers().get(i)]);
    }
    int seen = to.begin();
    for (int i = 0; i < views.seen().length(); i += 2) {
      int place = views.seen().get(i);
      int time = rank[views.seen().get(i + 1)];
      if (time > 0 && future.touched.touches(place)) {
        to.add(place, time);
      }
    }
    to.end(seen);
    int own = to.begin();
    for (int i = 0; i < views.own().length(); i += Views.OWN) {
      int place = views.own().get(i);
      int time = views.own().get(i + 1);
      if (future.touched.touches(place)) {
        to.add(place, time == Views.BASE ? Views.BASE : rank[time]);
        to.add(rank[views.own().get(i + 2)], views.own().get(i + 3));
      }
    }
    to.end(own);
    for (int place : future.places) {
      to.add(memory.get(place));
    }
    if (rank[history.now()] > 0) {
      for (int place : future.places) {
        if (isInBase(place, layout)) {
          to.add(history.base().get(place));
        }
      }
      history
          .baseTimes()
          .forEach(
              (place, time) -> {
                if (rank[time] > 0 && future.touched.touches(place)) {
                  to.add(place, rank[time]);
                }
              });
    }
    return new Key(to.all());
  }

  /** A list of numbers that grows. */
  private static final class Numbers {
    private long[] numbers = new long[64];
    private int count;

    void add(long number) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = number;
    }

    void add(int high, int low) {
      add((long) high << 32 | (low & 0xFFFFFFFFL));
    }

    /** Begins a list in the list, with room for its length. */
    int begin() {
      add(0);
      return count;
    }

    void end(int begin) {
      int length = count - begin;
      numbers[begin - 1] = length;
    }

    long[] all() {
      return Arrays.copyOf(numbers, count);
    }
  }

  private static boolean touches(Touched future, History.Message message) {
    for (int i = 0; i < message.values().length(); i++) {
      if (future.touches(message.address() + i)) {
        return true;
      }
    }
    return false;
  }

  private static History history(
      History history, int thread, int now, Touched future, int[] rank, Layout layout) {
    if (rank[history.now()] == 0) {
      return History.EMPTY;
    }
    ImmutableList.Builder<History.Message> kept = ImmutableList.builder();
    for (int time = 1; time < rank.length; time++) {
      if (rank[time] > rank[time - 1]) {
        History.Message message = history.messages().get(time - 1);
        boolean mine = isMine(message, time, thread, now);
        kept.add(mine ? message.settled() : message.of(ANYBODY));
      }
    }
    return new History(
        base(history.base(), future, layout),
        baseTimes(history.baseTimes(), future, rank),
        kept.build());
  }

  private static ImmutableLongArray memory(ImmutableLongArray memory, Touched future) {
    long[] values = null;
    for (int place = 1; place < memory.length(); place++) {
      if (memory.get(place) != 0 && !future.touches(place)) {
        if (values == null) {
          values = memory.toArray();
        }
        values[place] = 0;
      }
    }
    return values == null ? memory : ImmutableLongArray.copyOf(values);
  }

  /** Ghosts, and what the thread has for itself, it loads from memory. */
  private static boolean isInBase(int place, Layout layout) {
    return !layout.ghost[place] && !layout.unshared[place];
  }

  private static ImmutableLongArray base(ImmutableLongArray base, Touched future, Layout layout) {
    long[] values = null;
    for (int place = 1; place < base.length(); place++) {
      if (base.get(place) != 0 && !(future.touches(place) && isInBase(place, layout))) {
        if (values == null) {
          values = base.toArray();
        }
        values[place] = 0;
      }
    }
    return values == null ? base : ImmutableLongArray.copyOf(values);
  }

  private static ImmutableSortedMap<Integer, Integer> baseTimes(
      ImmutableSortedMap<Integer, Integer> before, Touched future, int[] rank) {
    if (before.isEmpty()) {
      return before;
    }
    ImmutableSortedMap.Builder<Integer, Integer> times = ImmutableSortedMap.naturalOrder();
    before.forEach(
        (place, time) -> {
          if (future.touches(place) && rank[time] > 0) {
            times.put(place, rank[time]);
          }
        });
    return times.build();
  }

  private static Views views(Views views, Touched future, int[] rank) {
    ImmutableIntArray.Builder seen = ImmutableIntArray.builder(views.seen().length());
    for (int i = 0; i < views.seen().length(); i += 2) {
      int place = views.seen().get(i);
      int time = rank[views.seen().get(i + 1)];
      if (time > 0 && future.touches(place)) {
        seen.add(place);
        seen.add(time);
      }
    }
    ImmutableIntArray.Builder own = ImmutableIntArray.builder(views.own().length());
    for (int i = 0; i < views.own().length(); i += Views.OWN) {
      int place = views.own().get(i);
      int time = views.own().get(i + 1);
      if (future.touches(place)) {
        own.add(place);
        own.add(time == Views.BASE ? Views.BASE : rank[time]);
        own.add(rank[views.own().get(i + 2)]);
        own.add(views.own().get(i + 3));
      }
    }
    return views.map(rank, seen.build(), own.build());
  }
}
