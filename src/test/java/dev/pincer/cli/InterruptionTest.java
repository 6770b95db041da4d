// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ctrl-C: who searches prints what there is, who does not says that it was interrupted. */
class InterruptionTest {
  private final List<Integer> halts = new ArrayList<>();
  private final StringWriter err = new StringWriter();
  private final Interruption interruption = new Interruption(halts::add);

  InterruptionTest() {
    interruption.tells(new PrintWriter(err));
  }

  /** {@code replay}, {@code list}, {@code source}: nobody asks whether to go on. */
  @Test
  void whatSearchesNothingEndsAtOnceAndSaysSo() {
    interruption.shutDown();
    assertEquals(List.of(3), halts);
    assertEquals("interrupted", err.toString().strip());
  }

  @Test
  void aSearchIsLetPrintAndSaysItself() throws InterruptedException {
    interruption.watch();
    assertFalse(interruption.isInterrupted());
    Thread hook = new Thread(interruption::shutDown);
    hook.start();
    while (!interruption.isInterrupted()) {
      Thread.onSpinWait();
    }
    interruption.printed(3);
    hook.join();
    assertEquals(List.of(3), halts);
    assertEquals("", err.toString());
  }

  @Test
  void whatIsDoneAlreadyIsNotInterrupted() {
    interruption.printed(1);
    interruption.shutDown();
    assertTrue(halts.isEmpty());
    assertEquals("", err.toString());
  }
}
