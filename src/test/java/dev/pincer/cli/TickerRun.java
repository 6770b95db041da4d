// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.Watcher;
import dev.pincer.report.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two searches end at the same time, and one is going on. */
final class TickerRun implements Supplier<String> {
  /**
   * Here all threads can see it, as Lincheck knows. What a lambda alone carries to another thread,
   * it takes under Java 25 for what no other thread has.
   */
  private volatile @Nullable Ticker shared;

  @Override
  public String get() {
    StringWriter written = new StringWriter();
    Ticker ticker = new Ticker(new Interruption(code -> {}), new PrintWriter(written), true, 3);
    shared = ticker;
    Thread other = new Thread(() -> ticker.ended(subject("second")));
    other.start();
    ticker.ended(subject("first"));
    try {
      other.join();
    } catch (InterruptedException e) {
      return e.toString();
    }
    ticker.progress(new Watcher.Progress(subject("third"), 1, 1, 1, Duration.ofSeconds(1)));
    String line = written.toString();
    return shared == ticker && line.startsWith("\r2/3 third") ? "" : line;
  }

  private static Subject subject(String scenario) {
    return new Subject(scenario, "v5.9", ImmutableList.of(), "sc", ImmutableMap.of(), 0);
  }
}
