// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks that are used again, under Lincheck's model checking: each has one owner at a time. That
 * the test can fail is shown by a copy that leaves a walk where it is.
 */
@Tag("lincheck")
class SamplerLincheckTest {
  private static final int INTERLEAVINGS = 50;

  @Test
  void runsAreTheSameWhoeverWalks() {
    Interleavings.check(SamplerRun.class, INTERLEAVINGS);
  }

  /** Then both runs take the same walk, each where the other has come to. */
  @Test
  void findsTheRaceOfAWalkWithTwoOwners(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        SamplerRun.class,
        Sampler.class,
        "Walk free = walks.poll();",
        "Walk free = walks.peek();",
        folder,
        INTERLEAVINGS);
  }
}
