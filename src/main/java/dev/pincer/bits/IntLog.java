// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

/**
 * One int for each state of a table, by the number of the state; 0 until it is set. Grows chunk by
 * chunk, so that nothing is ever copied.
 */
public final class IntLog {
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MASK = CHUNK - 1;

  private final int[][] chunks = new int[1 << (31 - CHUNK_BITS)][];

  /** Makes room for the indices below {@code size}. Not to be called by two threads at once. */
  public void ensure(int size) {
    for (int chunk = (size - 1) >> CHUNK_BITS; chunk >= 0 && chunks[chunk] == null; chunk--) {
      chunks[chunk] = new int[CHUNK];
    }
  }

  public int get(int index) {
    return chunks[index >>> CHUNK_BITS][index & MASK];
  }

  public void set(int index, int value) {
    chunks[index >>> CHUNK_BITS][index & MASK] = value;
  }
}
