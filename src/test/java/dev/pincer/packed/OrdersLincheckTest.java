// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is known of the futures of threads, under Lincheck's model checking: it grows under a lock,
 * and is read without. That the test can fail is shown by copies without the lock, and that look
 * twice at what they read.
 */
@Tag("lincheck")
class OrdersLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void aFutureIsTheSameWhoeverAsksFirst() {
    Interleavings.check(OrdersRun.class, INTERLEAVINGS);
  }

  /** Then the longer array may be put aside for a shorter one. */
  @Test
  void findsTheRaceOfAFutureThatIsLearntWithoutTheLock(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        OrdersRun.class,
        Orders.class,
        "private synchronized Touched learn(",
        "private Touched learn(",
        folder,
        INTERLEAVINGS);
  }

  /** Then the array may be longer than the one that is read. */
  @Test
  void findsTheRaceOfAnArrayThatIsLookedAtTwice(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        OrdersRun.class,
        Orders.class,
        "standing < known.length ? known[standing]",
        "standing < futures[thread].length ? known[standing]",
        folder,
        INTERLEAVINGS);
  }
}
