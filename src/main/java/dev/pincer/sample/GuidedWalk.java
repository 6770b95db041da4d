// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Guided by coverage: follows a run that came to many new states, as far as a random step, and goes
 * on from there at random, mostly with the thread that moved last. After Zalewski's AFL, with
 * states in the place of branches; Wolff et al., "Greybox Fuzzing for Concurrency Testing" (ASPLOS
 * 2024), guide by the orders of accesses, of which a state is the sum.
 */
final class GuidedWalk implements Strategy {
  private static final int KEPT = 64;

  /** Of 8 steps behind the place where a run leaves its model, so many change the thread. */
  private static final int RESTLESS = 2;

  private record Kept(ImmutableIntArray threads, int newStates) {}

  /** The runs that came to the most new states, most first. */
  private final List<Kept> kept = new ArrayList<>();

  @Override
  public String name() {
    return "guided";
  }

  @Override
  public String promise(int threads) {
    return "follows runs that came to new states";
  }

  @Override
  public void learn(ImmutableIntArray threads, int newStates) {
    if (newStates > 0) {
      int at = 0;
      while (at < kept.size() && kept.get(at).newStates() >= newStates) {
        at++;
      }
      kept.add(at, new Kept(threads, newStates));
      if (kept.size() > KEPT) {
        // The oldest of the best make room too, or new ones would never be followed.
        kept.remove(kept.size() / 2);
      }
    }
  }

  @Override
  public Draw begin(RandomGenerator random) {
    ImmutableIntArray model =
        kept.isEmpty() || random.nextInt(4) == 0
            ? ImmutableIntArray.of()
            : kept.get(random.nextInt(kept.size())).threads();
    int leaves = model.isEmpty() ? 0 : random.nextInt(model.length());
    return new Follow(random, model, leaves);
  }

  private static final class Follow implements Draw {
    private final RandomGenerator random;
    private final ImmutableIntArray model;
    private final int leaves;
    private int step;
    private int last = -1;

    Follow(RandomGenerator random, ImmutableIntArray model, int leaves) {
      this.random = random;
      this.model = model;
      this.leaves = leaves;
    }

    @Override
    public int next(Moves moves) {
      int thread = step < leaves ? model.get(step) : last;
      step++;
      boolean stays =
          thread >= 0
              && moves.first(thread) >= 0
              && (step <= leaves || random.nextInt(8) >= RESTLESS);
      if (!stays) {
        thread = moves.anyThread(random);
      }
      last = thread;
      return moves.anyOf(thread, random);
    }
  }
}
