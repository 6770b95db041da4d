// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tiny graph that two workers turn around, under Lincheck's model checking. That the test can
 * fail is shown by a copy that takes a place in two steps.
 */
@Tag("lincheck")
class SourcesLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void eachSourceHasAPlaceWhateverTheWorkersDo() {
    Interleavings.check(SourcesRun.class, INTERLEAVINGS);
  }

  /** Then both workers write to the same place, and what one of them wrote is lost. */
  @Test
  void findsTheRaceOfAPlaceThatIsReadAndThenTaken(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        SourcesRun.class,
        Sources.class,
        "all[first[target] + marks.decrementAndGet(target)] = states[i];",
        "int place = marks.get(target) - 1; marks.set(target, place);"
            + " all[first[target] + place] = states[i];",
        folder,
        INTERLEAVINGS);
  }
}
