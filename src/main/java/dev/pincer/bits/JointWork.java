// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Work in slices that one thread leads, once, and that others help with in place of waiting for it.
 * All that the leader did before is visible to those who help, and all that they did to the leader
 * behind.
 */
final class JointWork {
  /** What is to be done for the numbers {@code from .. to - 1}. */
  interface Slice {
    void run(int from, int to);
  }

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  /** The first number that nobody has taken. */
  private final AtomicInteger next = new AtomicInteger();

  /** Slices that are not finished. */
  private final AtomicInteger left = new AtomicInteger();

  // Written before it begins.
  private @Nullable Slice job;
  private int end;
  private int size;

  /** What went wrong in any of the threads. */
  private volatile @Nullable Throwable failure;

  /**
   * Has {@code job} done for all slices of {@code 0 .. end - 1}, in any order.
   *
   * @param size numbers of a slice, 1 ..; fewer than 2 to the 31 less {@code end} by the number of
   *     threads
   */
  void lead(int end, int size, Slice job) {
    this.end = end;
    this.size = size;
    this.job = job;
    left.set((end + size - 1) / size);
    begun.countDown();
    if (end > 0) {
      takeSlices(job);
      Uninterruptibles.awaitUninterruptibly(done);
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  /** Says that there is nothing to do, if that has not been led. */
  void cancel() {
    begun.countDown();
  }

  /** Takes slices until there are no more. The last of them may be under way still. */
  void help() {
    Uninterruptibles.awaitUninterruptibly(begun);
    Slice job = this.job;
    if (job != null) {
      takeSlices(job);
    }
  }

  private void takeSlices(Slice job) {
    for (int from = next.getAndAdd(size); from < end; from = next.getAndAdd(size)) {
      try {
        job.run(from, Math.min(from + size, end));
      } catch (RuntimeException | Error e) {
        failure = e; // The leader throws it.
      }
      if (left.decrementAndGet() == 0) {
        done.countDown();
      }
    }
  }
}
