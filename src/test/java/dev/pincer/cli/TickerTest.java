// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.Watcher;
import dev.pincer.report.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickerTest {
  private final StringWriter written = new StringWriter();

  private Ticker ticker(boolean terminal) {
    return new Ticker(new Interruption(code -> {}), new PrintWriter(written), terminal, 12);
  }

  private static Subject subject(String scenario) {
    return new Subject(scenario, "v5.9", ImmutableList.of(), "sc", ImmutableMap.of(), 0);
  }

  private static Watcher.Progress progress(String scenario) {
    return new Watcher.Progress(
        subject(scenario), 84_210, 1_234, 310L << 20, Duration.ofMillis(4_210));
  }

  @Test
  void aTerminalSaysHowTheSearchGoes() {
    Ticker ticker = ticker(true);
    ticker.ended(subject("fork-thp"));
    ticker.progress(progress("fork-gup-fast"));
    assertEquals(
        "\r1/12 fork-gup-fast v5.9: 84210 states, 20 k/s, 1234 to go, 310 MB, 4.2 s",
        written.toString());
  }

  @Test
  void theLineIsNotWrittenAgainAtOnce() {
    Ticker ticker = ticker(true);
    ticker.progress(progress("fork-gup-fast"));
    int length = written.toString().length();
    ticker.progress(progress("fork-thp"));
    assertEquals(length, written.toString().length());
  }

  @Test
  void theLineFitsIntoTheTerminalAndIsTakenAwayWhole() {
    Ticker ticker = ticker(true);
    ticker.progress(
        progress("a-scenario-with-a-name-that-is-as-long-as-a-line-of-a-terminal-or-so"));
    assertEquals(1 + 79, written.toString().length());
    ticker.clear();
    assertEquals("\r" + " ".repeat(79) + "\r", written.toString().substring(80));
    ticker.clear();
    assertEquals(80 + 81, written.toString().length());
  }

  @Test
  void whereThereIsNoTerminalNothingIsWritten() {
    Ticker ticker = ticker(false);
    ticker.progress(progress("fork-gup-fast"));
    ticker.ended(subject("fork-gup-fast"));
    ticker.clear();
    assertEquals("", written.toString());
  }
}
