// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The strongly connected parts of a tiny graph, by two workers, under Lincheck's model checking.
 * That the test can fail is shown by a copy that counts in two steps.
 */
@Tag("lincheck")
class SharedPartsLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void whatIsOnACircleStaysWhateverTheWorkersDo() {
    Interleavings.check(TrimRun.class, INTERLEAVINGS);
  }

  /** Then one of two transitions to a state is not counted, and the state goes with the other. */
  @Test
  void findsTheRaceOfACountThatIsReadAndThenWritten(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        TrimRun.class,
        SharedParts.class,
        "marks.getAndIncrement(graph.target(edge));",
        "marks.set(graph.target(edge), marks.get(graph.target(edge)) + 1);",
        folder,
        INTERLEAVINGS);
  }
}
