// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C under Lincheck's model checking. That the test can fail is shown by a copy that says that
 * all is printed before it says how it ends.
 */
@Tag("lincheck")
class InterruptionLincheckTest {
  private static final int INTERLEAVINGS = 200;

  @Test
  void whatWasPrintedSaysHowItEnds() {
    Interleavings.check(InterruptionRun.class, INTERLEAVINGS);
  }

  /** Then it may end as if all were well. */
  @Test
  void findsTheRaceOfAnEndThatIsSaidTooLate(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        InterruptionRun.class,
        Interruption.class,
        "exit = code;\n    printed.countDown();",
        "printed.countDown(); exit = code;",
        folder,
        INTERLEAVINGS);
  }
}
