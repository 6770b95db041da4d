// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Fault;
import dev.pincer.packed.Successors;
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

  private final TransitionSystem<S> system;

  /** Guarded by itself. */
  private final StateStore<S> store;

  ObjectSpace(TransitionSystem<S> system) {
    this.system = system;
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
      return store.bytes();
    }
  }

  /** A step that ends with a fault, and how many successors come before it. */
  private record Faulty(int thread, Fault fault, int position) {}

  private final class ObjectExpander implements Expander {
    private long[] words = new long[WORDS * 64];
    private int count;
    private final int[] ends = new int[system.threadCount()];
    private final List<Faulty> faults = new ArrayList<>();
    private int distinctFaults;
    private boolean raced;
    private ImmutableList<TransitionSystem.Move<S>> moves = ImmutableList.of();

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
    public void expand(long[] of, int at) {
      S state = at(of, at);
      int number = (int) of[at];
      faults.clear();
      TransitionSystem.Moves<S> offered = system.moves(state);
      moves = offered.moves();
      raced = offered.race();
      Set<S> faulty = Set.of();
      int thread = 0;
      for (TransitionSystem.Move<S> move : moves) {
        while (thread < move.choice().thread()) {
          ends[thread++] = count;
        }
        Fault fault = system.fault(move.state());
        if (fault == null) {
          if ((count + 1) * WORDS > words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
          }
          pack(move.state(), state, number, words, count++ * WORDS);
        } else {
          if (faulty.isEmpty()) {
            faulty = new HashSet<>();
          }
          faulty.add(move.state());
          faults.add(new Faulty(thread, fault, count));
        }
      }
      Arrays.fill(ends, thread, ends.length, count);
      distinctFaults = faulty.size();
    }

    @Override
    public void tellSteps(Successors.Steps to) {
      int leading = 0;
      for (TransitionSystem.Move<S> move : moves) {
        leading += system.fault(move.state()) == null ? 1 : 0;
      }
      int position = count - leading;
      for (TransitionSystem.Move<S> move : moves) {
        boolean leads = system.fault(move.state()) == null;
        to.step(move.choice(), move.acquires(), leads ? position++ : -1);
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
      return ends[thread];
    }

    @Override
    public int faultCount() {
      return faults.size();
    }

    @Override
    public int faultThread(int index) {
      return faults.get(index).thread();
    }

    @Override
    public Fault fault(int index) {
      return faults.get(index).fault();
    }

    @Override
    public int faultPosition(int index) {
      return faults.get(index).position();
    }

    @Override
    public int distinctFaults() {
      return distinctFaults;
    }

    @Override
    public boolean raced() {
      return raced;
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
