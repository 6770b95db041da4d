// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The line of progress under Lincheck's model checking. That the test can fail is shown by a copy
 * without its lock.
 */
@Tag("lincheck")
class TickerLincheckTest {
  private static final int INTERLEAVINGS = 60;

  @Test
  void eachSearchThatEndsIsCounted() {
    Interleavings.check(TickerRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfACountWithoutALock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        TickerRun.class,
        Ticker.class,
        "public synchronized void ended(",
        "public void ended(",
        folder,
        INTERLEAVINGS);
  }
}
