// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C: asks running searches to end, and lets what they have be printed. A verb that searches
 * nothing has nothing to print before it is done, so it ends at once.
 *
 * <p>The Java machine answers the signal by running its shutdown hooks, whatever the other threads
 * do; so the hook waits until the main thread has printed. That may take no longer than {@value
 * #PATIENCE_SECONDS} s.
 */
final class Interruption {
  private static final int PATIENCE_SECONDS = 20;

  /** The exit code of what was interrupted, as of all that is undecided. */
  private static final int INTERRUPTED = 3;

  private final IntConsumer halt;
  private final CountDownLatch printed = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile boolean watched;
  private volatile int exit;
  private volatile @Nullable PrintWriter err;

  /**
   * @param halt ends the Java machine from within a shutdown hook, with this exit code
   */
  Interruption(IntConsumer halt) {
    this.halt = halt;
  }

  /**
   * Begins to listen.
   *
   * @param told who is told, if nobody else says that it was interrupted
   */
  void listen(PrintWriter told) {
    tells(told);
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "pincer-interruption"));
  }

  void tells(PrintWriter told) {
    err = told;
  }

  /** From here on somebody asks often whether it was interrupted. */
  void watch() {
    watched = true;
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /** All is printed. */
  void printed(int code) {
    exit = code;
    printed.countDown();
  }

  /** Ends the Java machine, now that all is printed. */
  void exit(int code) {
    printed(code);
    System.exit(code); // Blocks for ever if the hook runs already, which then ends it.
  }

  /** The signal has come. */
  void shutDown() {
    if (printed.getCount() == 0) {
      return;
    }
    interrupted = true;
    try {
      if (watched && printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        halt.accept(exit);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    PrintWriter told = err;
    if (told != null) {
      told.println("interrupted");
      told.flush();
    }
    halt.accept(INTERRUPTED);
  }
}
