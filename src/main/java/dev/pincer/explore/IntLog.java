// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.Arrays;

/** A list of ints in pages: it grows without copying, and has no more than a page to spare. */
final class IntLog {
  private static final int PAGE_BITS = 14;
  private static final int PAGE = 1 << PAGE_BITS;

  private int[][] pages = new int[4][];
  private int size;

  void add(int value) {
    int page = size >>> PAGE_BITS;
    if ((size & (PAGE - 1)) == 0) {
      if (page == pages.length) {
        pages = Arrays.copyOf(pages, 2 * page);
      }
      pages[page] = new int[PAGE];
    }
    pages[page][size++ & (PAGE - 1)] = value;
  }

  int get(int index) {
    return pages[index >>> PAGE_BITS][index & (PAGE - 1)];
  }

  int size() {
    return size;
  }

  long bytes() {
    return 4L * PAGE * ((size >>> PAGE_BITS) + 1) + 8L * pages.length;
  }
}
