// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What transitions do to the words, under Lincheck's model checking: it is found out without a
 * lock, while fields get bits. That the tests can fail is shown by a copy that asks for the version
 * last, and one that does not wait for who gives the bits.
 */
@Tag("lincheck")
class TransitionsLincheckTest {
  private static final int INTERLEAVINGS = 150;

  @Test
  void whatWasFoundOutForFewerBitsIsNotKept() {
    Interleavings.check(TransitionsRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfAVersionThatIsAskedForBehindTheBits(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        TransitionsRun.class,
        Transitions.class,
        "return new Masks(version, words);",
        "return new Masks(layout.version(), words);",
        folder,
        INTERLEAVINGS);
  }

  @Test
  void bitsThatAreNotSeenYetAreWaitedFor() {
    Interleavings.check(UnseenBitsRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfBitsThatAreNotWaitedFor(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        UnseenBitsRun.class,
        Transitions.class,
        "synchronized (layout) {\n      if (!fits()) {",
        "synchronized (new Object()) {\n      if (!fits()) {",
        folder,
        INTERLEAVINGS);
  }
}
