// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.house.AtOnce;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signal comes when all is being printed: it ends the Java machine as the printed verdict does,
 * or leaves that to whoever has printed it.
 */
final class InterruptionRun implements Supplier<String> {
  private static final int NOT_ENDED = -1;

  /** The exit code of a verdict. */
  private static final int BROKEN = 1;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Interruption shared;

  @Override
  public String get() {
    AtomicInteger ended = new AtomicInteger(NOT_ENDED);
    Interruption interruption = new Interruption(ended::set);
    interruption.watch();
    shared = interruption;
    AtOnce.both(() -> interruption.printed(BROKEN), interruption::shutDown);
    boolean left = ended.get() == NOT_ENDED && !interruption.isInterrupted();
    boolean right = shared == interruption && (left || ended.get() == BROKEN);
    return right ? "" : "ends with " + ended;
  }
}
