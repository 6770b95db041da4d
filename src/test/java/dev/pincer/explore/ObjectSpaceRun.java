// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import dev.pincer.verdict.SearchResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two threads come upon the same two states at the same time: each has one number, and the number
 * leads back to the state.
 */
final class ObjectSpaceRun implements Supplier<String> {
  private static final int STATES = 2;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable ObjectSpace<Integer> shared;

  @Override
  public String get() {
    ObjectSpace<Integer> space = new ObjectSpace<>(new Numbers());
    shared = space;
    long[][] found = new long[2][];
    Thread other = new Thread(() -> found[1] = packed(space));
    other.start();
    found[0] = packed(space);
    try {
      other.join();
    } catch (InterruptedException e) {
      return e.toString();
    }
    StringBuilder wrong = new StringBuilder(shared == space ? "" : "not shared");
    for (int state = 0; state < STATES; state++) {
      for (long[] words : found) {
        int back = space.unpack(words, state * space.wordCount());
        if (back != state
            || words[state * space.wordCount()] != found[0][state * space.wordCount()]) {
          wrong.append(state).append(" is ").append(back).append('\n');
        }
      }
    }
    return wrong.toString();
  }

  private static long[] packed(ObjectSpace<Integer> space) {
    long[] words = new long[STATES * space.wordCount()];
    for (int state = 0; state < STATES; state++) {
      space.pack(state, words, state * space.wordCount());
    }
    return words;
  }

  /** A store for one thread at a time. */
  private static final class Listed implements StateStore<Integer> {
    private final int[] states = new int[2 * STATES];
    private int size;

    @Override
    public int find(Integer state, Integer near, int nearNumber) {
      for (int number = 0; number < size; number++) {
        if (states[number] == state) {
          return number;
        }
      }
      return -1;
    }

    @Override
    public int add(Integer state, Integer near, int nearNumber) {
      int number = find(state, near, nearNumber);
      if (number < 0) {
        number = size;
        states[number] = state;
        size = number + 1;
      }
      return number;
    }

    @Override
    public Integer get(int number) {
      return states[number];
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int visiblePart(int number) {
      return number;
    }

    @Override
    public int visiblePartCount() {
      return size;
    }

    @Override
    public long bytes() {
      return 0;
    }
  }

  /** Of which nobody takes a step. */
  static final class Numbers implements TransitionSystem<Integer> {
    @Override
    public int threadCount() {
      return 1;
    }

    @Override
    public ImmutableList<Judged> properties() {
      return ImmutableList.of();
    }

    @Override
    public ImmutableList<Begun<Integer>> starts() {
      return ImmutableList.of();
    }

    @Override
    public Moves<Integer> moves(Integer state) {
      return new Moves<>(ImmutableList.of(), false);
    }

    @Override
    public @Nullable Integer step(Integer state, Choice choice) {
      return null;
    }

    @Override
    public Truth truth(int property, Integer state) {
      throw new IllegalArgumentException();
    }

    @Override
    public Truth consequence(int property, Integer state) {
      throw new IllegalArgumentException();
    }

    @Override
    public boolean isGoodEnd(Integer state) {
      return true;
    }

    @Override
    public @Nullable Fault fault(Integer state) {
      return null;
    }

    @Override
    public String raceText(Integer state) {
      return "";
    }

    @Override
    public String deadlockText(Integer state) {
      return "";
    }

    @Override
    public StateStore<Integer> newStore() {
      return new Listed();
    }

    @Override
    public ImmutableList<SearchResult.Unreached> unreached() {
      return ImmutableList.of();
    }
  }
}
