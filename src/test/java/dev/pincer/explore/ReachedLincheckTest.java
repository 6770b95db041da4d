// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two workers come to under Lincheck's model checking: in each direction one of them is the
 * first. That the test can fail is shown by a copy that marks a state in two steps.
 */
@Tag("lincheck")
class ReachedLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void oneIsTheFirstToComeToAState() {
    Interleavings.check(ReachedRun.class, INTERLEAVINGS);
  }

  /** Then both go on from the state, or one takes the mark of the other away. */
  @Test
  void findsTheRaceOfAMarkThatIsReadAndThenSet(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        ReachedRun.class,
        Reached.class,
        "if (marks.compareAndSet(state, marked, marked | direction)) {",
        "marks.set(state, marked | direction); if (marked >= 0) {",
        folder,
        INTERLEAVINGS);
  }
}
