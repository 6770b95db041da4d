// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The numbers {@code 0 .. end - 1} in slices, each of which is taken once, by any of some threads.
 */
final class Slices {
  private final int end;
  private final int size;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param size numbers of a slice, 1 ..; the last one may have fewer
   */
  Slices(int end, int size) {
    this.end = end;
    this.size = size;
  }

  /** Takes a slice: gives its first number, or -1 if all are taken. */
  int take() {
    int from = next.getAndAdd(size);
    return from < end ? Math.max(from, -1) : -1;
  }

  /** Behind the last number of the slice that begins there. */
  int end(int from) {
    return from > end - size ? end : from + size;
  }
}
