// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bits of the fields under Lincheck's model checking: they are given out under a lock, and read
 * without it. That the tests can fail is shown by copies in which the version goes up too early, or
 * that give out bits without the lock.
 */
@Tag("lincheck")
class WordLayoutLincheckTest {
  private static final int INTERLEAVINGS = 150;

  /** Of two threads that learn: each has many steps. */
  private static final int FEW = 60;

  @Test
  void whoSeesTheVersionGoUpSeesTheBits() {
    Interleavings.check(WordLayoutRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfAVersionThatGoesUpBeforeTheBitsAreThere(@TempDir Path folder)
      throws Exception {
    Interleavings.demandFound(
        WordLayoutRun.class,
        WordLayout.class,
        "field.setBits(field.width() == 0 ? more : field.bits().below(more));\n    countUp();",
        "countUp(); field.setBits(field.width() == 0 ? more : field.bits().below(more));",
        folder,
        INTERLEAVINGS);
  }

  @Test
  void eachFieldHasBitsOfItsOwnWhoeverNeedsThem() {
    Interleavings.check(BitsOfTheirOwnRun.class, FEW);
  }

  /** Then two fields may have the same bits: what is stored to one is then stored to both. */
  @Test
  void findsTheRaceOfBitsThatAreGivenOutWithoutTheLock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        BitsOfTheirOwnRun.class,
        PackedMachine.class,
        "synchronized (layout) {\n      int thread = threadOf(agent);",
        "synchronized (new Object()) {\n      int thread = threadOf(agent);",
        folder,
        FEW,
        Canonical.class,
        CanonicalObjects.class,
        Fields.class,
        FlatTrees.class,
        Orders.class,
        Successors.class);
  }
}
