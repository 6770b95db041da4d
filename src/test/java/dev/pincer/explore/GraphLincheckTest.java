// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The graph of all transitions under Lincheck's model checking: two threads that tell of choices
 * number them alike. That the test can fail is shown by a copy in which each has a lock of its own.
 */
@Tag("lincheck")
class GraphLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void choicesAreWhatTheyWereWhoeverNumbersThem() {
    Interleavings.check(GraphRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfNumbersWithoutALock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        GraphRun.class,
        Graph.class,
        "synchronized (picks) {",
        "synchronized (new Object()) {",
        folder,
        INTERLEAVINGS);
  }
}
