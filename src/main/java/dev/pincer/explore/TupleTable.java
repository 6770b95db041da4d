// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.Arrays;

/**
 * A set of int tuples of one width, numbered in the order of their insertion.
 *
 * <p>The tuples stand one behind the other in pages; an open-addressing table with linear probing,
 * at most 5/8 full, maps a tuple to its number. Cost: {@code 4 * width} bytes a tuple and 6.4 to
 * 12.8 bytes of table.
 */
final class TupleTable {
  private static final int PAGE_BITS = 10;
  private static final int PAGE = 1 << PAGE_BITS;

  private final int width;
  private int[][] pages = new int[4][];

  /** Number + 1 of the tuple in each slot; 0 if the slot is empty. Its length is a power of two. */
  private int[] slots = new int[1 << 10];

  private int size;

  TupleTable(int width) {
    this.width = width;
  }

  int size() {
    return size;
  }

  /** The number of {@code tuple}; -1 if it is not there. */
  int find(int[] tuple) {
    return slots[slotOf(tuple)] - 1;
  }

  /** The number of {@code tuple}, which is added if it is new. */
  int add(int[] tuple) {
    int slot = slotOf(tuple);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    int page = size >>> PAGE_BITS;
    if ((size & (PAGE - 1)) == 0) {
      if (page == pages.length) {
        pages = Arrays.copyOf(pages, 2 * page);
      }
      pages[page] = new int[PAGE * width];
    }
    System.arraycopy(tuple, 0, pages[page], (size & (PAGE - 1)) * width, width);
    slots[slot] = ++size;
    if (size > slots.length / 8 * 5) {
      grow();
    }
    return size - 1;
  }

  /** One number of a tuple. */
  int get(int number, int position) {
    return pages[number >>> PAGE_BITS][(number & (PAGE - 1)) * width + position];
  }

  long bytes() {
    return 4L * width * PAGE * ((size >>> PAGE_BITS) + 1) + 4L * slots.length;
  }

  /** Where the tuple stands, or where it would. */
  private int slotOf(int[] tuple) {
    int mask = slots.length - 1;
    int slot = hash(tuple, 0) & mask;
    while (slots[slot] != 0 && !equal(slots[slot] - 1, tuple)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean equal(int number, int[] tuple) {
    int[] page = pages[number >>> PAGE_BITS];
    int start = (number & (PAGE - 1)) * width;
    return Arrays.equals(page, start, start + width, tuple, 0, width);
  }

  private int hash(int[] tuple, int start) {
    long hash = 0;
    for (int i = start; i < start + width; i++) {
      hash = (hash ^ tuple[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) (hash ^ hash >>> 17);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hash(pages[number >>> PAGE_BITS], (number & (PAGE - 1)) * width) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = number + 1;
    }
  }
}
