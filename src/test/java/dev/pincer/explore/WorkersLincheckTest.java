// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work sharing under Lincheck's model checking: whatever the threads do, each job is done once, and
 * its caller sees what it did. That the test can fail is shown by a copy whose threads read the
 * number of the next job and then write it.
 */
@Tag("lincheck")
class WorkersLincheckTest {
  private static final int INTERLEAVINGS = 120;

  @Test
  void eachJobIsDoneOnceAndSeen() {
    Interleavings.check(WorkersRun.class, INTERLEAVINGS);
  }

  @Test
  void eachThreadDoesItsOwnJobAndIsSeen() {
    Interleavings.check(TogetherRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfThreadsThatReadAndThenWriteTheNextJob(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        WorkersRun.class,
        Slices.class,
        "int from = next.getAndAdd(size);",
        "int from = next.get(); next.set(from + size);",
        folder,
        INTERLEAVINGS,
        Workers.class);
  }
}
