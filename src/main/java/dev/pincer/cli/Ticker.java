// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Watcher;
import dev.pincer.report.Subject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How searches go, in one line of a terminal that is written again and again; nothing where
 * standard error is no terminal.
 *
 * <p>Several searching threads call it.
 */
final class Ticker implements Watcher {
  /** What fits into a line of the terminal, so that it can be written over; the launcher asks. */
  private static final int WIDTH = Math.max(20, Integer.getInteger("pincer.columns", 80) - 1);

  private static final long PERIOD_NANOS = 200_000_000L;

  private final Interruption interruption;
  private final PrintWriter err;
  private final boolean terminal;
  private final int all;
  private final Map<Subject, Watcher.Progress> running = new LinkedHashMap<>();
  private int ended;
  private int width;
  private long written;

  /**
   * @param all how many searches there will be
   */
  Ticker(Interruption interruption, PrintWriter err, boolean terminal, int all) {
    this.interruption = interruption;
    interruption.watch();
    this.err = err;
    this.terminal = terminal;
    this.all = all;
  }

  @Override
  public boolean isInterrupted() {
    return interruption.isInterrupted();
  }

  @Override
  public synchronized void progress(Watcher.Progress progress) {
    running.put(progress.subject(), progress);
    long now = System.nanoTime();
    if (terminal && (written == 0 || now - written > PERIOD_NANOS)) {
      written = now;
      write(line());
    }
  }

  @Override
  public synchronized void ended(Subject subject) {
    running.remove(subject);
    ended++;
  }

  /** Takes the line away, so that results can be printed. */
  synchronized void clear() {
    if (width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }

  private void write(String line) {
    String text = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    err.flush();
    width = text.length();
  }

  /** {@code 12/210 fork-gup-fast v5.9: 84210 states, 120 k/s, 1234 to go, 310 MB, 4.2 s}. */
  private String line() {
    long states = 0;
    long frontier = 0;
    long bytes = 0;
    double seconds = 0;
    double rate = 0;
    String name = "";
    for (Watcher.Progress progress : running.values()) {
      double its = Math.max(0.001, progress.elapsed().toMillis() / 1000.0);
      states += progress.states();
      frontier += progress.frontier();
      bytes += progress.bytes();
      rate += progress.states() / its;
      if (its > seconds) {
        seconds = its;
        name = progress.subject().scenario() + " " + progress.subject().stage();
      }
    }
    return String.format(
        Locale.ROOT,
        "%d/%d %s: %d states, %.0f k/s, %d to go, %d MB, %.1f s",
        ended,
        all,
        name.strip(),
        states,
        rate / 1000,
        frontier,
        bytes >> 20,
        seconds);
  }
}
