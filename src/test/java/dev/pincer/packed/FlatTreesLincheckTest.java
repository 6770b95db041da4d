// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one thread knows of the steps, under Lincheck's model checking, while others give bits to
 * the fields. That the test can fail is shown by a copy that asks for the version behind the bits.
 */
@Tag("lincheck")
class FlatTreesLincheckTest {
  private static final int INTERLEAVINGS = 60;

  @Test
  void stepsAreFoundWheneverFieldsGetBits() {
    Interleavings.check(FlatTreesRun.class, INTERLEAVINGS);
  }

  /** Then it goes on to look where the threads were before. */
  @Test
  void findsTheRaceOfAVersionThatIsAskedForBehindTheBits(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        FlatTreesRun.class,
        FlatTrees.class,
        "version = machine.standingBits(standings, unfinished);",
        "machine.standingBits(standings, unfinished); version = machine.layoutVersion();",
        folder,
        INTERLEAVINGS);
  }
}
