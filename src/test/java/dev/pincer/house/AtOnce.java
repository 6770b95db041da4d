// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import org.jspecify.annotations.Nullable;

/** Two things that are done at the same time; Lincheck says nothing of what a thread throws. */
public final class AtOnce {
  /** What the other thread threw. */
  private volatile @Nullable Throwable thrown;

  private AtOnce() {}

  /** Returns when both are done, or fails if one of them did. */
  public static void both(Runnable here, Runnable there) {
    AtOnce run = new AtOnce();
    Thread other =
        new Thread(
            () -> {
              try {
                there.run();
              } catch (RuntimeException | Error e) {
                run.thrown = e;
              }
            });
    other.start();
    here.run();
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Throwable failure = run.thrown;
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
