// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.Instruction;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Stretches of code that control enters at the top and leaves at the bottom only, numbered in the
 * order of the code: what the passes know is kept for each of them, not for each instruction.
 */
final class Blocks {
  private final int[] starts;
  private final int size;
  private final int[][] after;
  private final int[][] before;

  private Blocks(int[] starts, int size, int[][] after) {
    this.starts = starts;
    this.size = size;
    this.after = after;
    int[] counts = new int[starts.length];
    for (int[] targets : after) {
      for (int target : targets) {
        counts[target]++;
      }
    }
    this.before = new int[starts.length][];
    Arrays.setAll(before, block -> new int[counts[block]]);
    for (int block = 0; block < after.length; block++) {
      for (int target : after[block]) {
        before[target][--counts[target]] = block;
      }
    }
  }

  /** Cost: proportional to the code. */
  static Blocks of(Draft draft) {
    int size = draft.size();
    BitSet leaders = new BitSet(size);
    leaders.set(0);
    for (int i = 0; i < size; i++) {
      Instruction instruction = draft.instruction(i);
      if (!fallsThrough(instruction)) {
        leaders.set(i + 1);
        for (int target : instruction.after(i)) {
          leaders.set(target);
        }
      }
    }
    leaders.clear(size);
    int[] starts = new int[leaders.cardinality()];
    int[] number = new int[size];
    for (int i = leaders.nextSetBit(0), block = 0; i >= 0; i = leaders.nextSetBit(i + 1)) {
      number[i] = block;
      starts[block++] = i;
    }
    int[][] after = new int[starts.length][];
    for (int block = 0; block < starts.length; block++) {
      int last = (block + 1 < starts.length ? starts[block + 1] : size) - 1;
      int[] targets = draft.instruction(last).after(last);
      for (int i = 0; i < targets.length; i++) {
        targets[i] = number[targets[i]];
      }
      after[block] = targets;
    }
    return new Blocks(starts, size, after);
  }

  private static boolean fallsThrough(Instruction instruction) {
    return switch (instruction.kind()) {
      case JUMP, BRANCH, RETURN -> false;
      case LET, UNSET, LOAD, STORE, ATOMIC_BEGIN, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE -> true;
    };
  }

  int count() {
    return starts.length;
  }

  /** The first instruction of a block. */
  int start(int block) {
    return starts[block];
  }

  /** Past the last instruction of a block. */
  int end(int block) {
    return block + 1 < starts.length ? starts[block + 1] : size;
  }

  /** The blocks that can follow one. Not to be changed. */
  int[] after(int block) {
    return after[block];
  }

  /** The blocks that one can follow. Not to be changed. */
  int[] before(int block) {
    return before[block];
  }
}
