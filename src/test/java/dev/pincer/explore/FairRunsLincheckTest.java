// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the threads do in a strongly connected part, as two workers find it, under Lincheck's model
 * checking. That the test can fail is shown by a copy that reads what was found, and then writes it
 * with more.
 */
@Tag("lincheck")
class FairRunsLincheckTest {
  private static final int INTERLEAVINGS = 100;

  @Test
  void whatAThreadDoesCountsWhoeverFindsIt() {
    Interleavings.check(FairRunsRun.class, INTERLEAVINGS);
  }

  /** Then a thread may seem to be put off for ever, and the circle not to be fair. */
  @Test
  void findsTheRaceOfThreadsThatAreReadAndThenWritten(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        FairRunsRun.class,
        FairRuns.class,
        "threads.accumulateAndGet(part, more, (one, other) -> one | other);",
        "threads.set(part, threads.get(part) | more);",
        folder,
        INTERLEAVINGS);
  }
}
