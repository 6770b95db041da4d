// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import java.util.Arrays;

/**
 * One int for each state of a table, by the number of the state; 0 until it is set. Grows chunk by
 * chunk, so that little is ever copied; while it has one chunk alone, that grows.
 */
public final class IntLog {
  private static final int CHUNK_BITS = 16;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MASK = CHUNK - 1;
  private static final int FIRST = 1 << 8;

  private int[][] chunks = {new int[FIRST]};

  /** Makes room for the indices below {@code size}. Not while another thread uses it. */
  public void ensure(int size) {
    if (size <= chunks[0].length) {
      return;
    }
    int count = ((size - 1) >> CHUNK_BITS) + 1;
    if (count == 1 || chunks[0].length < CHUNK) {
      int length = count > 1 ? CHUNK : Math.min(Math.max(size, 2 * chunks[0].length), CHUNK);
      chunks[0] = Arrays.copyOf(chunks[0], length);
    }
    if (count > chunks.length) {
      int from = chunks.length;
      chunks = Arrays.copyOf(chunks, Math.max(count, 2 * from));
    }
    for (int chunk = count - 1; chunks[chunk] == null; chunk--) {
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
