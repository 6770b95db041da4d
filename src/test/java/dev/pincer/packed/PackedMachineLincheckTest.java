// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a machine learns while it runs, under Lincheck's model checking: two threads that need the
 * same step learn it once. That the test can fail is shown by a copy that learns without its lock.
 */
@Tag("lincheck")
class PackedMachineLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void aStepIsTheSameWhoeverLearnsIt() {
    Interleavings.check(PackedMachineRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfAStepThatIsLearntWithoutTheLock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        PackedMachineRun.class,
        PackedMachine.class,
        "synchronized (layout) {\n      int thread = threadOf(agent);",
        "synchronized (new Object()) {\n      int thread = threadOf(agent);",
        folder,
        INTERLEAVINGS,
        Canonical.class,
        CanonicalObjects.class,
        Fields.class,
        FlatTrees.class,
        Orders.class,
        Successors.class);
  }
}
