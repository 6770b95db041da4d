// SPDX-License-Identifier: Apache-2.0
package dev.pincer.twin;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** mm_struct with one entry. */
final class Mm {
  final AtomicReference<@Nullable Pte> pte = new AtomicReference<>();

  /** mmap_lock; there is no use here for several readers at a time. */
  final ReentrantLock mmapLock = new ReentrantLock();

  /** The page-table lock. */
  final ReentrantLock ptl = new ReentrantLock();

  /** has_pinned. */
  final AtomicInteger hasPinned = new AtomicInteger();

  /** write_protect_seq: odd while fork() may take write bits away. */
  final AtomicInteger writeProtectSeq = new AtomicInteger();
}
