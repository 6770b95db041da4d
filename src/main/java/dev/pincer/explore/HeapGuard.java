// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** Says when a search must end, so that it has room to answer and no OutOfMemoryError comes. */
final class HeapGuard {
  private final long maxHeap = Runtime.getRuntime().maxMemory();
  private final long maxBytes;

  HeapGuard(long maxBytes) {
    this.maxBytes = Math.min(maxBytes, maxHeap / 4 * 3);
  }

  boolean isHalfFull(long bytes) {
    return bytes > maxBytes / 2;
  }

  /**
   * @param bytes what the search holds by its own estimate
   */
  boolean isFull(long bytes) {
    return bytes > maxBytes
        || (used() > maxHeap / 100 * 90 && usedAfterCollection() > maxHeap / 5 * 4);
  }

  /** Garbage included. */
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** What the last collections could not free. */
  private static long usedAfterCollection() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      used += usage == null ? 0 : usage.getUsed();
    }
    return used;
  }
}
