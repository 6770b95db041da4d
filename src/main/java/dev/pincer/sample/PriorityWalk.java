// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * PCT: threads have random priorities, the highest that can move does, and at {@code depth - 1}
 * random steps the thread that is about to move falls behind all others. A bug that {@code depth}
 * ordering constraints make happen is found by one run with a probability of at least {@code 1 / (n
 * k^(depth-1))}, with {@code n} threads and {@code k} steps. Steps at which no other thread could
 * go on, or that may come before all those of others, do not count.
 *
 * <p>Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs" (ASPLOS 2010), section 2. A thread that has moved {@value #PATIENCE}
 * times in a row falls behind the others as well: it may be waiting for one of them in a loop.
 */
final class PriorityWalk implements Strategy {
  private static final int PATIENCE = 200;

  private final int depth;

  /** The most choices of a run so far: k. */
  private int longest = 32;

  PriorityWalk(int depth) {
    this.depth = depth;
  }

  @Override
  public String name() {
    return "pct";
  }

  @Override
  public String promise(int threads) {
    double chance = 1 / (threads * Math.pow(longest, depth - 1));
    return String.format(
        Locale.ROOT,
        "depth %d: a race of that depth has a chance of at least %.2g a schedule (%d threads, %d"
            + " choices)",
        depth,
        chance,
        threads,
        longest);
  }

  @Override
  public void learn(ImmutableIntArray threads, int newStates) {
    longest = Math.max(longest, threads.length());
  }

  @Override
  public Draw begin(RandomGenerator random) {
    int[] changes = new int[depth - 1];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = random.nextInt(longest);
    }
    return new Priorities(random, changes);
  }

  private static final class Priorities implements Draw {
    private final RandomGenerator random;
    private final int[] changes;

    /** Threads that were seen, highest priority first. */
    private final List<Integer> order = new ArrayList<>();

    private int step;
    private int last = -1;
    private int inARow;

    Priorities(RandomGenerator random, int[] changes) {
      this.random = random;
      this.changes = changes;
    }

    @Override
    public int next(Moves moves) {
      for (int move = 0; move < moves.count(); move++) {
        Integer thread = moves.thread(move);
        if (!order.contains(thread)) {
          order.add(random.nextInt(order.size() + 1), thread);
        }
      }
      int thread = highest(moves);
      for (int change : changes) {
        if (change == step) {
          fallBehind(thread);
          thread = highest(moves);
        }
      }
      inARow = thread == last ? inARow + 1 : 1;
      if (inARow > PATIENCE) {
        fallBehind(thread);
        thread = highest(moves);
        inARow = 1;
      }
      last = thread;
      step++;
      return moves.anyOf(thread, random);
    }

    private int highest(Moves moves) {
      for (int thread : order) {
        if (moves.first(thread) >= 0) {
          return thread;
        }
      }
      throw new AssertionError("no thread can move");
    }

    private void fallBehind(Integer thread) {
      order.remove(thread);
      order.add(thread);
    }
  }
}
