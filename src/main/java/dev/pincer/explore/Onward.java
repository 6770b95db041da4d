// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.bits.IntLog;
import java.util.BitSet;
import java.util.List;

/**
 * The states from which no end is reached along the successors that states remember. One bit for
 * each state, in plain longs: of all that is done behind a search only this looks at every state.
 */
final class Onward {
  /** For each state its successor + 1; 0 where a run ends, or with its next step. */
  private final IntLog next;

  /** A bit for each state that is not known to lead to an end. */
  private final long[] open;

  /**
   * @param levels runs of numbers of states: first and end
   * @param end an upper bound of these
   */
  Onward(IntLog next, List<int[]> levels, int end) {
    this.next = next;
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

  /** Latest state first. */
  private void descend() {
    for (int word = open.length - 1; word >= 0; word--) {
      for (long left = open[word]; left != 0; ) {
        int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
        left ^= 1L << bit;
        leave(word, bit);
      }
    }
  }

  /** Earliest state first; says whether one was left. */
  private boolean ascend() {
    boolean changes = false;
    for (int word = 0; word < open.length; word++) {
      long before = open[word];
      for (long left = before; left != 0; left &= left - 1) {
        leave(word, Long.numberOfTrailingZeros(left));
      }
      changes |= open[word] != before;
    }
    return changes;
  }

  /** Takes a state out that leads to an end. */
  private void leave(int word, int bit) {
    int to = next.get(word * Long.SIZE + bit) - 1;
    if (to < 0 || (open[to / Long.SIZE] >>> to & 1) == 0) {
      open[word] &= ~(1L << bit);
    }
  }
}
