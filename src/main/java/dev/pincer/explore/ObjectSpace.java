// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Fault;
import dev.pincer.packed.Successors;
import dev.pincer.schedule.Choice;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of any system, kept as they are in a store: the words of a state are its number there,
 * and that of its visible part.
 *
 * @param <S> the states
 */
final class ObjectSpace<S> implements StateSpace<S> {
  /** See {@link #effort}: states of objects are made one by one. */
  private static final int EFFORT = 16;

  private static final int WORDS = 2;

  /** States of which it is kept what they lead to: to find runs, states are expanded again. */
  private static final int KEPT = 1 << 15;

  private final TransitionSystem<S> system;

  /** Guarded by itself. */
  private final StateStore<S> store;

  /** By the number of a state; guarded by the store. */
  private final List<@Nullable Expanded> expanded = new ArrayList<>();

  private long expandedBytes;
  private final int kept;

  ObjectSpace(TransitionSystem<S> system) {
    this(system, KEPT);
  }

  /**
   * @param kept how many states are expanded once only
   */
  ObjectSpace(TransitionSystem<S> system, int kept) {
    this.system = system;
    this.kept = kept;
    this.store = system.newStore();
  }

  @Override
  public TransitionSystem<S> system() {
    return system;
  }

  @Override
  public int effort() {
    return EFFORT;
  }

  @Override
  public int wordCount() {
    return WORDS;
  }

  @Override
  public Expander expander() {
    return new ObjectExpander();
  }

  @Override
  public void pack(S state, long[] words, int at) {
    pack(state, state, -1, words, at);
  }

  private void pack(S state, S near, int nearNumber, long[] words, int at) {
    synchronized (store) {
      int number = store.add(state, near, nearNumber);
      words[at] = number;
      words[at + 1] = store.visiblePart(number);
    }
  }

  @Override
  public S unpack(long[] words, int at) {
    synchronized (store) {
      return store.get((int) words[at]);
    }
  }

  @Override
  public long[] visibleMask() {
    return new long[] {0, -1};
  }

  @Override
  public boolean narrow() {
    return false;
  }

  @Override
  public void widen() {
    throw new IllegalStateException("a number fits a word");
  }

  @Override
  public ImmutableList<SearchResult.Unreached> unreached() {
    return system.unreached();
  }

  @Override
  public long bytes() {
    synchronized (store) {
      return store.bytes() + expandedBytes;
    }
  }

  /** A step that ends with a fault, and how many successors come before it. */
  private record Faulty(int thread, Fault fault, int position) {}

  /**
   * @param leads whether it leads to a state without fault
   */
  private record Step(Choice choice, boolean acquires, boolean leads) {}

  /**
   * What a state leads to.
   *
   * @param words of the states without fault
   * @param ends by thread, how many of these are behind its steps and those of the threads before
   */
  private record Expanded(
      ImmutableLongArray words,
      ImmutableIntArray ends,
      ImmutableList<Step> steps,
      ImmutableList<Faulty> faults,
      int distinctFaults,
      boolean raced) {
    /** An estimate. */
    long bytes() {
      return 200 + 8L * words.length() + 80L * steps.size();
    }
  }

  private static final Expanded NONE =
      new Expanded(
          ImmutableLongArray.of(),
          ImmutableIntArray.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          0,
          false);

  private @Nullable Expanded known(int number) {
    synchronized (store) {
      return number < expanded.size() ? expanded.get(number) : null;
    }
  }

  private void keep(int number, Expanded found) {
    if (number >= kept) {
      return;
    }
    synchronized (store) {
      while (expanded.size() <= number) {
        expanded.add(null);
      }
      if (expanded.set(number, found) == null) {
        expandedBytes += found.bytes();
      }
    }
  }

  private Expanded expand(S state, int number) {
    TransitionSystem.Moves<S> offered = system.moves(state);
    ImmutableLongArray.Builder words = ImmutableLongArray.builder();
    ImmutableIntArray.Builder ends = ImmutableIntArray.builder(system.threadCount());
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    ImmutableList.Builder<Faulty> faults = ImmutableList.builder();
    Set<S> faulty = new HashSet<>();
    long[] packed = new long[WORDS];
    int leading = 0;
    int thread = 0;
    for (TransitionSystem.Move<S> move : offered.moves()) {
      for (; thread < move.choice().thread(); thread++) {
        ends.add(leading);
      }
      Fault fault = system.fault(move.state());
      if (fault == null) {
        pack(move.state(), state, number, packed, 0);
        words.add(packed[0]).add(packed[1]);
        leading++;
      } else {
        faulty.add(move.state());
        faults.add(new Faulty(thread, fault, leading));
      }
      steps.add(new Step(move.choice(), move.acquires(), fault == null));
    }
    for (; thread < system.threadCount(); thread++) {
      ends.add(leading);
    }
    return new Expanded(
        words.build(), ends.build(), steps.build(), faults.build(), faulty.size(), offered.race());
  }

  private final class ObjectExpander implements Expander {
    private long[] words = new long[WORDS * 64];
    private int count;
    private Expanded found = NONE;

    /** How many states of earlier calls come before those of the last one. */
    private int before;

    /** The state that was asked for last, and its number. */
    private @Nullable S last;

    private long lastNumber = -1;

    private S at(long[] of, int at) {
      S state = last;
      if (state == null || of[at] != lastNumber) {
        state = unpack(of, at);
        last = state;
        lastNumber = of[at];
      }
      return state;
    }

    @Override
    public void clear() {
      count = 0;
    }

    @Override
    public void expand(long[] from, int at) {
      int number = (int) from[at];
      Expanded known = known(number);
      if (known == null) {
        known = ObjectSpace.this.expand(at(from, at), number);
        keep(number, known);
      }
      found = known;
      ImmutableLongArray added = found.words();
      before = count;
      count += added.length() / WORDS;
      if (count * WORDS > words.length) {
        words = Arrays.copyOf(words, 2 * count * WORDS);
      }
      for (int i = 0; i < added.length(); i++) {
        words[before * WORDS + i] = added.get(i);
      }
    }

    @Override
    public void tellSteps(Successors.Steps to) {
      int position = before;
      for (Step step : found.steps()) {
        to.step(step.choice(), step.acquires(), step.leads() ? position++ : -1);
      }
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public long[] words() {
      return words;
    }

    @Override
    public int end(int thread) {
      return before + found.ends().get(thread);
    }

    @Override
    public int faultCount() {
      return found.faults().size();
    }

    @Override
    public int faultThread(int index) {
      return found.faults().get(index).thread();
    }

    @Override
    public Fault fault(int index) {
      return found.faults().get(index).fault();
    }

    @Override
    public int faultPosition(int index) {
      return before + found.faults().get(index).position();
    }

    @Override
    public int distinctFaults() {
      return found.distinctFaults();
    }

    @Override
    public boolean raced() {
      return found.raced();
    }

    @Override
    public boolean isImpossible(long[] of, int at) {
      return system.isImpossible(at(of, at));
    }

    @Override
    public boolean lacksRoom(long[] of, int at) {
      return system.lacksRoom(at(of, at));
    }

    @Override
    public boolean isGoodEnd(long[] of, int at) {
      return system.isGoodEnd(at(of, at));
    }

    @Override
    public int truth(int property, long[] of, int at) {
      return number(system.truth(property, at(of, at)));
    }

    @Override
    public int consequence(int property, long[] of, int at) {
      return number(system.consequence(property, at(of, at)));
    }

    private static int number(Truth truth) {
      return truth.isUndefined() ? FAULT : truth.value() ? TRUE : FALSE;
    }
  }
}
