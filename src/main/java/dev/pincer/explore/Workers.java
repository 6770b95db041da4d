// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Does many small, independent jobs with a fixed number of threads, of which the caller is one. All
 * that the caller did before is visible to the jobs, and all that they did to the caller behind.
 */
final class Workers implements AutoCloseable {
  /** Jobs that a thread takes at a time. */
  private static final int SLICE = 64;

  private final int count;
  private final int slice;
  private final ExecutorService others;

  Workers(int count) {
    this(count, SLICE);
  }

  /**
   * @param slice jobs that a thread takes at a time, 1 ..
   */
  Workers(int count, int slice) {
    this.count = count;
    this.slice = slice;
    this.others =
        Executors.newCachedThreadPool(
            job -> {
              Thread thread = new Thread(job, "pincer-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does {@code job} for each of {@code 0 .. jobs - 1}, in any order. */
  void forEach(int jobs, IntConsumer job) {
    int helpers = Math.min(count, (jobs + slice - 1) / slice) - 1;
    if (helpers <= 0) {
      for (int i = 0; i < jobs; i++) {
        job.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable slices =
        () -> {
          for (int from = next.getAndAdd(slice); from < jobs; from = next.getAndAdd(slice)) {
            for (int i = from; i < Math.min(jobs, from + slice); i++) {
              job.accept(i);
            }
          }
        };
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 0; i < helpers; i++) {
      helping.add(others.submit(slices));
    }
    slices.run();
    for (Future<?> helper : helping) {
      await(helper);
    }
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
