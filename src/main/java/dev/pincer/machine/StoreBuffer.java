// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Stores of one thread that no other thread sees yet.
 *
 * @param stores oldest first
 */
record StoreBuffer(ImmutableList<Waiting> stores) implements Hidden {
  static final StoreBuffer EMPTY = new StoreBuffer(ImmutableList.of());

  /** Consecutive values. */
  record Waiting(int address, ImmutableLongArray values) {
    boolean covers(int place) {
      return address <= place && place < address + values.length();
    }
  }

  boolean isEmpty() {
    return stores.isEmpty();
  }

  /** The youngest that writes to a place; -1 if there is none. */
  int youngest(int place) {
    for (int i = stores.size() - 1; i >= 0; i--) {
      if (stores.get(i).covers(place)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether any writes to some of these places. */
  boolean meets(int first, int count) {
    return stores.stream()
        .anyMatch(s -> s.address() < first + count && first < s.address() + s.values().length());
  }

  StoreBuffer with(Waiting store) {
    return new StoreBuffer(ImmutableList.<Waiting>builder().addAll(stores).add(store).build());
  }

  StoreBuffer withoutOldest() {
    return stores.size() == 1 ? EMPTY : new StoreBuffer(stores.subList(1, stores.size()));
  }
}
