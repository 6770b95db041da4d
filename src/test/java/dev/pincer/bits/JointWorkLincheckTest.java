// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Work that one thread leads and another helps with, under Lincheck's model checking: each slice is
 * done once, and before the leader goes on. That the test can fail is shown by a copy whose leader
 * does not wait for who helps.
 */
@Tag("lincheck")
class JointWorkLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void eachSliceIsDoneOnceBeforeTheLeaderGoesOn() {
    Interleavings.check(JointWorkRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfALeaderWhoDoesNotWait(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        JointWorkRun.class,
        JointWork.class,
        "Uninterruptibles.awaitUninterruptibly(done);",
        "",
        folder,
        INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfASliceThatIsReadAndThenTaken(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        JointWorkRun.class,
        JointWork.class,
        "from = next.getAndAdd(size)) {",
        "from = next.get(), next.set(from + size)) {",
        folder,
        INTERLEAVINGS);
  }
}
