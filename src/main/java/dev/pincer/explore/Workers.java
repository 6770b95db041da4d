// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Does many small, independent jobs with a fixed number of threads, of which the caller is one. All
 * that the caller did before is visible to the jobs, and all that they did to the caller behind.
 *
 * <p>The threads have the numbers {@code 0 .. count - 1}; what belongs to one number is only ever
 * used by one thread at a time.
 */
final class Workers implements AutoCloseable {
  /** Numbers that a thread takes at a time. */
  private static final int SLICE = 1 << 12;

  private final int count;
  private final int slice;
  private final ExecutorService others;

  Workers(int count) {
    this(count, SLICE);
  }

  /**
   * @param slice numbers that a thread takes at a time, 1 ..: with fewer, the caller is alone
   */
  Workers(int count, int slice) {
    this(
        count,
        slice,
        Executors.newCachedThreadPool(
            job -> {
              Thread thread = new Thread(job, "pincer-worker");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /**
   * @param others has as many jobs done at the same time as there are other threads
   */
  Workers(int count, int slice, ExecutorService others) {
    this.count = count;
    this.slice = slice;
    this.others = others;
  }

  int count() {
    return count;
  }

  /** What is to be done for some numbers. */
  interface Slice {
    /** For {@code from .. to - 1}, by the thread of a number. */
    void run(int worker, int from, int to);
  }

  /** Has {@code job} done for all slices of {@code 0 .. end - 1}, in any order. */
  void slices(int end, Slice job) {
    slices(end, slice, job);
  }

  private void slices(int end, int size, Slice job) {
    Slices slices = new Slices(end, size);
    together(
        Math.min(count, (end - 1) / size + 1),
        worker -> {
          for (int from = slices.take(); from >= 0; from = slices.take()) {
            job.run(worker, from, slices.end(from));
          }
        });
  }

  /**
   * Those of {@code 0 .. end - 1} for which something holds.
   *
   * @param asked by the thread of a number, each time for some of them
   */
  BitSet where(int end, IntFunction<IntPredicate> asked) {
    long[] words = new long[(end + Long.SIZE - 1) / Long.SIZE];
    slices(
        words.length,
        (slice - 1) / Long.SIZE + 1,
        (worker, from, to) -> {
          IntPredicate holds = asked.apply(worker);
          for (int word = from; word < to; word++) {
            long bits = 0;
            for (int i = 0; i < Long.SIZE && word * Long.SIZE + i < end; i++) {
              bits |= holds.test(word * Long.SIZE + i) ? 1L << i : 0;
            }
            words[word] = bits;
          }
        });
    return BitSet.valueOf(words);
  }

  /** Has the first {@code threads} threads do one job each, the caller that of number 0. */
  void together(int threads, IntConsumer job) {
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      int number = i;
      helping.add(others.submit(() -> job.accept(number)));
    }
    try {
      job.accept(0);
    } finally {
      for (Future<?> helper : helping) {
        await(helper);
      }
    }
  }

  private static void await(Future<?> helper) {
    boolean interrupted = false;
    while (true) {
      try {
        helper.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
