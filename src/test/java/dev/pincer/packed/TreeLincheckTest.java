// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A decision tree that is walked while it grows, under Lincheck's model checking. That the test can
 * fail is shown by a copy that looks twice at where the children are.
 */
@Tag("lincheck")
class TreeLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void aWalkFindsWhatIsThereWhileTheTreeGrows() {
    Interleavings.check(TreeRun.class, INTERLEAVINGS);
  }

  /** Then there may be more of them than where it looks. */
  @Test
  void findsTheRaceOfChildrenThatAreLookedAtTwice(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        TreeRun.class,
        Tree.class,
        "all == null || number >= all.length ? null : all[number];",
        "all == null || number >= children.length ? null : all[number];",
        folder,
        INTERLEAVINGS);
  }
}
