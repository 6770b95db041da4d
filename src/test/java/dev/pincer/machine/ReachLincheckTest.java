// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What threads may still touch, under Lincheck's model checking: one thread at a time finds it out.
 * That the test can fail is shown by a copy in which several do.
 */
@Tag("lincheck")
class ReachLincheckTest {
  private static final int INTERLEAVINGS = 40;

  @Test
  void whatIsTouchedDependsOnNobodyElseWhoAsks() {
    Interleavings.check(ReachRun.class, INTERLEAVINGS);
  }

  /** Then the registers of one standing may be taken for those of the other. */
  @Test
  void findsTheRaceOfSeveralWhoFindItOut(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        ReachRun.class,
        Reach.class,
        "private synchronized Touched from(",
        "private Touched from(",
        folder,
        INTERLEAVINGS);
  }
}
