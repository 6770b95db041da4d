// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.bits.Mix;

/**
 * The memories that were judged last, of which no property has anything new to say: many states
 * differ in where their threads stand alone. Belongs to one thread.
 */
final class JudgedMemories {
  private static final int SLOT_BITS = 13;

  private final int wordCount;

  /** The bits of a state that hold its memory. */
  private final long[] mask;

  private final long[] memory;
  private final long[] slots;
  private final boolean[] filled;

  JudgedMemories(long[] memoryMask) {
    this.wordCount = memoryMask.length;
    this.mask = memoryMask.clone();
    this.memory = new long[wordCount];
    this.slots = new long[wordCount << SLOT_BITS];
    this.filled = new boolean[1 << SLOT_BITS];
  }

  boolean contains(long[] words, int at) {
    int slot = slot(words, at);
    if (!filled[slot]) {
      return false;
    }
    int from = slot * wordCount;
    for (int word = 0; word < wordCount; word++) {
      if (slots[from + word] != memory[word]) {
        return false;
      }
    }
    return true;
  }

  /** Adds the memory of a state, in the place of another. */
  void add(long[] words, int at) {
    int slot = slot(words, at);
    filled[slot] = true;
    System.arraycopy(memory, 0, slots, slot * wordCount, wordCount);
  }

  /** The slot of the memory of a state, which is in {@link #memory} then. */
  private int slot(long[] words, int at) {
    for (int word = 0; word < wordCount; word++) {
      memory[word] = words[at + word] & mask[word];
    }
    return (int) (Mix.hash(memory, 0, wordCount) >>> (Long.SIZE - SLOT_BITS));
  }
}
