// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Patches use the words that all kernel code uses, whether the small Linux does or not. */
class KernelWordsTest {
  private static final Model MODEL = Model.load(Path.of("src/test/golden/words/kernel-words.c"));

  @Test
  void theyDoWhatTheKernelsDoAndAWarningIsAFinding() {
    Result result = MODEL.check();
    Witness broken = result.witness("assert").orElseThrow();
    assertTrue(broken.diagram().contains("a finding"), broken.diagram());
    assertEquals("holds", result.verdict("undefined_behaviour").word());
  }

  @Test
  void aWarningThatDoesNotComeChangesNothing() {
    assertTrue(MODEL.define("SILENT", "1").check().good());
  }
}
