// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The atomic blocks that each instruction of a code stands in. A block may have several ends, as
 * one that is left by {@code return} or {@code break} has, so this goes by where control goes, not
 * by the order of the code; the blocks around an instruction are the same on every way to it.
 *
 * <p>Cost: proportional to the code.
 */
public final class AtomicBlocks {
  private static final int NONE = -1;

  /** How many blocks are open before each instruction; {@link #NONE}: it is never come to. */
  private final int[] depths;

  /** Where the outermost open block began. */
  private final int[] outermost;

  public AtomicBlocks(Code code) {
    int size = code.instructions().size();
    this.depths = new int[size];
    this.outermost = new int[size];
    Arrays.fill(depths, NONE);
    Arrays.fill(outermost, NONE);
    Deque<Integer> open = new ArrayDeque<>();
    if (size > 0) {
      depths[0] = 0;
      open.add(0);
    }
    while (!open.isEmpty()) {
      int pc = open.remove();
      Instruction instruction = code.instructions().get(pc);
      int depth = depths[pc];
      if (instruction.kind() == Instruction.Kind.ATOMIC_BEGIN && depth++ == 0) {
        outermost[pc] = pc;
      } else if (instruction.kind() == Instruction.Kind.ATOMIC_END) {
        depth--;
      }
      for (int next : instruction.after(pc)) {
        if (next < size && depths[next] == NONE) {
          depths[next] = depth;
          outermost[next] = depth > 0 ? outermost[pc] : NONE;
          open.add(next);
        }
      }
    }
  }

  /** How many blocks are open before the instruction; 0 also where it is never come to. */
  public int depth(int pc) {
    return Math.max(depths[pc], 0);
  }

  /** Whether the instruction stands in a block; those that begin and end one do. */
  public boolean contains(int pc) {
    return outermost[pc] != NONE;
  }

  /** Whether an outermost block begins with the instruction. */
  public boolean begins(int pc) {
    return outermost[pc] == pc;
  }

  /** Where the outermost block begins that the instruction stands in, if it stands in one. */
  public int begin(int pc) {
    return outermost[pc];
  }
}
