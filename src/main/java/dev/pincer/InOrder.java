// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Works on several things at a time, and gives what came of them in the order of the things.
 *
 * @param <R> what comes of a thing
 */
final class InOrder<R> implements AutoCloseable {
  private final ExecutorService workers;
  private final ArrayDeque<Future<R>> results = new ArrayDeque<>();

  /**
   * Begins.
   *
   * @param workers things at a time, 1 ...
   * @param work called by as many threads; what it throws, {@link #next} throws
   */
  <T> InOrder(List<T> things, int workers, Function<T, R> work) {
    this.workers =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "pincer-sweep");
              thread.setDaemon(true);
              return thread;
            });
    for (T thing : things) {
      results.add(this.workers.submit(() -> work.apply(thing)));
    }
  }

  /** What came of the next thing, as soon as it is there; kept nowhere from then on. */
  R next() {
    return await(results.remove());
  }

  /** Lets those that were not begun be. */
  @Override
  public void close() {
    workers.shutdownNow();
  }

  /** What the other thread throws, this one throws. */
  static <R> R await(Future<R> future) {
    try {
      return requireNonNull(Uninterruptibles.getUninterruptibly(future));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new AssertionError(e);
    }
  }
}
