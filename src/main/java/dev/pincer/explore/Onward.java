// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.bits.IntLog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.List;

/**
 * The states from which no end is reached along the successors that states remember. One bit for
 * each state, in plain longs: of all that is done behind a search only this looks at every state.
 *
 * <p>Bits are only ever taken out, each word of them by one thread at a time. A thread that sees a
 * bit of another's too late leaves one that it could take out, which is found behind.
 */
final class Onward {
  /** Words of bits that a thread takes at a time. */
  private static final int SLICE = 1 << 10;

  private static final VarHandle BITS = MethodHandles.arrayElementVarHandle(long[].class);

  /** For each state its successor + 1; 0 where a run ends, or with its next step. */
  private final IntLog next;

  /** A bit for each state that is not known to lead to an end. */
  private final long[] open;

  private final Workers workers;
  private final int slice;

  /**
   * @param levels runs of numbers of states: first and end
   * @param end an upper bound of these
   */
  Onward(IntLog next, List<int[]> levels, int end, Workers workers) {
    this(next, levels, end, workers, SLICE);
  }

  /**
   * @param slice words of bits that a thread takes at a time, 1 ..
   */
  Onward(IntLog next, List<int[]> levels, int end, Workers workers, int slice) {
    this.next = next;
    this.workers = workers;
    this.slice = slice;
    this.open = new long[(end + Long.SIZE - 1) / Long.SIZE];
    for (int[] level : levels) {
      for (int range = 0; range < level.length; range += 2) {
        set(level[range], level[range + 1]);
      }
    }
  }

  private void set(int first, int end) {
    if (first == end) {
      return;
    }
    int from = first / Long.SIZE;
    int to = (end - 1) / Long.SIZE;
    for (int word = from; word <= to; word++) {
      long below = word == from ? -1L << first : -1;
      long above = word == to ? -1L >>> -end : -1;
      open[word] |= below & above;
    }
  }

  /** The states that lead to no end. */
  BitSet endless() {
    // Most states remember one that was found behind them.
    descend();
    while (isAnyOpen() && ascend()) {
      // Few states lead to one that was found before them, and to it in turn few do.
      descend();
    }
    return BitSet.valueOf(open);
  }

  private boolean isAnyOpen() {
    long any = 0;
    for (long word : open) {
      any |= word;
    }
    return any != 0;
  }

  /** Latest state first; among several threads, nearly so. */
  private void descend() {
    Slices slices = new Slices(open.length, slice);
    int threads = Math.min(workers.count(), (open.length - 1) / slice + 1);
    workers.together(
        threads,
        worker -> {
          for (int from = slices.take(); from >= 0; from = slices.take()) {
            int last = open.length - 1 - from;
            for (int word = last; word > open.length - 1 - slices.end(from); word--) {
              leave(word);
            }
          }
        });
  }

  /** Earliest word first; says whether a state was left. */
  private boolean ascend() {
    boolean changes = false;
    for (int word = 0; word < open.length; word++) {
      changes |= leave(word);
    }
    return changes;
  }

  /** Takes the states of a word out that lead to an end; says whether there were any. */
  private boolean leave(int word) {
    long before = open[word];
    long now = before;
    for (long left = before; left != 0; ) {
      int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
      left ^= 1L << bit;
      int to = next.get(word * Long.SIZE + bit) - 1;
      if (to < 0) {
        now ^= 1L << bit;
      } else {
        int there = to / Long.SIZE;
        long bits = there == word ? now : (long) BITS.getOpaque(open, there);
        now &= ~((~bits >>> to & 1) << bit);
      }
    }
    if (now != before) {
      BITS.setOpaque(open, word, now);
    }
    return now != before;
  }
}
