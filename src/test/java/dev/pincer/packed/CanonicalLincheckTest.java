// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The choice among states that differ by an exchange of threads, under Lincheck's model checking,
 * while the threads get bits; that of objects reads and writes as it does, by the same {@link
 * Fields}. That the test can fail is shown by a copy that asks for the version behind the bits.
 */
@Tag("lincheck")
class CanonicalLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void whereTheThreadsStandIsSeenWheneverTheyGetBits() {
    Interleavings.check(CanonicalRun.class, INTERLEAVINGS);
  }

  /** Then it goes on to look where the threads were before. */
  @Test
  void findsTheRaceOfAVersionThatIsAskedForBehindTheBits(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        CanonicalRun.class,
        Fields.class,
        "version = machine.layoutVersion();\n      bits = machine.bits(places);",
        "bits = machine.bits(places); version = machine.layoutVersion();",
        folder,
        INTERLEAVINGS,
        Canonical.class);
  }
}
