// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.pincer.bits.IntLog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link Onward} against a walk from each state. */
final class OnwardTest {
  @Test
  void aLoopIsEndlessAndSoIsWhatLeadsToIt() {
    // 0 -> 1 -> 2 -> 1, 3 -> 0, and 4 -> 5, where a run ends.
    assertEquals(
        bits(0, 1, 2, 3),
        endless(new int[] {2, 3, 2, 1, 6, 0}, ImmutableList.of(new int[] {0, 6})));
  }

  @Test
  void aWayMayGoUpAndDown() {
    // 70 -> 3 -> 130 -> 1 -> 129, where a run ends.
    int[] next = new int[131];
    next[70] = 3 + 1;
    next[3] = 130 + 1;
    next[130] = 1 + 1;
    next[1] = 129 + 1;
    assertEquals(bits(), endless(next, ImmutableList.of(new int[] {0, 131})));
  }

  @Test
  void saysWhatAWalkFromEachStateSays() {
    Random random = new Random(1);
    for (int run = 0; run < 2_000; run++) {
      List<int[]> levels = new ArrayList<>();
      List<Integer> states = new ArrayList<>();
      int end = 0;
      while (states.isEmpty() || random.nextInt(4) != 0) {
        int first = end + random.nextInt(3) * random.nextInt(70);
        end = first + random.nextInt(150);
        levels.add(new int[] {first, end});
        for (int state = first; state < end; state++) {
          states.add(state);
        }
      }
      int[] next = new int[end];
      int ends = 1 + random.nextInt(100);
      for (int state : states) {
        next[state] = random.nextInt(ends) == 0 ? 0 : states.get(random.nextInt(states.size())) + 1;
      }
      assertEquals(walked(next, states), endless(next, levels), "run " + run);
    }
  }

  private static BitSet endless(int[] next, List<int[]> levels) {
    IntLog log = new IntLog();
    log.ensure(next.length);
    for (int state = 0; state < next.length; state++) {
      log.set(state, next[state]);
    }
    BitSet alone;
    try (Workers workers = new Workers(1)) {
      alone = new Onward(log, levels, next.length, workers).endless();
    }
    try (Workers workers = new Workers(3)) {
      assertEquals(alone, new Onward(log, levels, next.length, workers, 1).endless());
    }
    return alone;
  }

  private static BitSet walked(int[] next, List<Integer> states) {
    BitSet endless = new BitSet();
    for (int from : states) {
      int state = from;
      for (int step = 0; step <= next.length && next[state] != 0; step++) {
        state = next[state] - 1;
      }
      endless.set(from, next[state] != 0);
    }
    return endless;
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
