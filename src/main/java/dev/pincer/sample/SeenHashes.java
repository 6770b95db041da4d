// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import java.util.Arrays;

/**
 * Hashes of states that runs came to. <b>May lose states</b>: two of one hash count as one. Open
 * addressing; 8 bytes a slot, at most half full. For one thread.
 */
final class SeenHashes {
  private long[] slots = new long[1 << 12];
  private int size;

  /** Whether it is new. */
  boolean add(long hash) {
    long stored = hash == 0 ? 1 : hash; // A zero is an empty slot.
    if (2 * size >= slots.length) {
      grow();
    }
    return put(stored);
  }

  private boolean put(long stored) {
    int mask = slots.length - 1;
    int at = (int) ((stored * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (slots[at] != 0) {
      if (slots[at] == stored) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = stored;
    size++;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    size = 0;
    Arrays.stream(old).filter(stored -> stored != 0).forEach(this::put);
  }

  int size() {
    return size;
  }
}
