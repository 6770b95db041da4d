// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stages of the small Linux under Lincheck's model checking: they are made when they are asked
 * for, whoever asks. That the test can fail is shown by a copy without the lock.
 */
@Tag("lincheck")
class StageTreesLincheckTest {
  private static final int INTERLEAVINGS = 15;

  @Test
  void aStageIsTheSameWhoeverAsksFirst() {
    Interleavings.check(StageTreesRun.class, INTERLEAVINGS);
  }

  /** Then a stage may be there twice, and be taken for the next one. */
  @Test
  void findsTheRaceOfStagesThatAreMadeWithoutTheLock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        StageTreesRun.class,
        StageTrees.class,
        "synchronized (trees) {",
        "synchronized (new Object()) {",
        folder,
        INTERLEAVINGS);
  }
}
