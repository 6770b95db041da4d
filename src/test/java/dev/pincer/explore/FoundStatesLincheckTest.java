// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The states that two workers find, under Lincheck's model checking. That the test can fail is
 * shown by a copy in which both write them to the same place.
 */
@Tag("lincheck")
class FoundStatesLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void allThatWasFoundIsThereWhoeverFoundIt() {
    Interleavings.check(FoundStatesRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfWorkersThatWriteToTheSamePlace(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        FoundStatesRun.class,
        FoundStates.class,
        "return byWorker[worker];",
        "return byWorker[0];",
        folder,
        INTERLEAVINGS);
  }
}
