// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Wrong on purpose: {@link StateTable} without its compare-and-set, as one would write it for one
 * thread. Two threads that add the same state may both be told that it is new.
 */
final class CheckThenSetTable {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private final int[] slots = new int[8];

  boolean add(int value) {
    for (int slot = value & 7; ; slot = (slot + 1) & 7) {
      int there = (int) SLOT.getAcquire(slots, slot);
      if (there == 0) {
        SLOT.setRelease(slots, slot, value);
        return true;
      }
      if (there == value) {
        return false;
      }
    }
  }

  boolean contains(int value) {
    for (int slot = value & 7; ; slot = (slot + 1) & 7) {
      int there = (int) SLOT.getAcquire(slots, slot);
      if (there == 0 || there == value) {
        return there == value;
      }
    }
  }
}
