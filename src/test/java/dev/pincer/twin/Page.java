// SPDX-License-Identifier: Apache-2.0
package dev.pincer.twin;

import java.util.concurrent.atomic.AtomicInteger;

/** struct page: who counts on it, and how many entries map it. */
final class Page {
  /** GUP_PIN_COUNTING_BIAS: what a pin adds. */
  static final int PIN = 1024;

  private final String name;

  /** _refcount. */
  final AtomicInteger references = new AtomicInteger(1);

  /** _mapcount, from 1 on: entries that map it. */
  final AtomicInteger mappings = new AtomicInteger(1);

  Page(String name) {
    this.name = name;
  }

  /** try_grab_compound_head(): atomic_add_unless() of a pin, as the page may be free by now. */
  boolean tryPin() {
    while (true) {
      int seen = references.get();
      if (seen == 0) {
        return false;
      }
      if (references.compareAndSet(seen, seen + PIN)) {
        return true;
      }
    }
  }

  /** page_maybe_dma_pinned(). */
  boolean isMaybePinned() {
    return references.get() >= PIN;
  }

  @Override
  public String toString() {
    return name;
  }
}
