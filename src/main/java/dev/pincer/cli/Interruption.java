// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: asks running searches to end, and lets what they have be printed.
 *
 * <p>The Java machine answers the signal by running its shutdown hooks, whatever the other threads
 * do; so the hook waits until the main thread has printed. That may take no longer than {@value
 * #PATIENCE_SECONDS} s.
 */
final class Interruption {
  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch printed = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile int exit;

  /** Begins to listen. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "pincer-interruption"));
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /** Ends the Java machine, now that all is printed. */
  void exit(int code) {
    exit = code;
    printed.countDown();
    System.exit(code); // Blocks for ever if the hook runs already, which then ends it.
  }

  private void shutDown() {
    if (printed.getCount() == 0) {
      return;
    }
    interrupted = true;
    try {
      if (printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
