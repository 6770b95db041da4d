// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The states of any system under Lincheck's model checking: two threads that come upon the same
 * states number them alike. That the test can fail is shown by a copy in which each has a lock of
 * its own.
 */
@Tag("lincheck")
class ObjectSpaceLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void aStateHasOneNumberWhoeverComesUponIt() {
    Interleavings.check(ObjectSpaceRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfNumbersWithoutALock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        ObjectSpaceRun.class,
        ObjectSpace.class,
        "synchronized (store) {\n      int number = store.add",
        "synchronized (new Object()) {\n      int number = store.add",
        folder,
        INTERLEAVINGS);
  }

  @Test
  void whatAStateLeadsToIsKeptOnceWhoeverExpandsIt() {
    Interleavings.check(ObjectSpaceKeepRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfWhatIsKeptWithoutALock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        ObjectSpaceKeepRun.class,
        ObjectSpace.class,
        "synchronized (store) {\n      while (expanded.size() <= number) {",
        "synchronized (new Object()) {\n      while (expanded.size() <= number) {",
        folder,
        INTERLEAVINGS);
  }
}
