// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.machine.MemoryModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patches use the words that all kernel code uses, whether the small Linux does or not. */
class KernelWordsTest {
  private static final Path FOLDER = Path.of("src/test/golden/words");
  private static final Model MODEL = Model.load(FOLDER.resolve("kernel-words.c"));
  private static final Model HEADERS = Model.load(FOLDER.resolve("kernel-headers.c"));
  private static final Model GRACE_PERIOD = Model.load(FOLDER.resolve("grace-period.c"));
  private static final Model BITS = Model.load(FOLDER.resolve("bit-orders.c"));

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

  @Test
  void theHeadersForModelsOfOnesOwnDoWhatTheKernelsDo() {
    Result result = HEADERS.check();
    assertTrue(result.good(), () -> result.verdicts().toString());
  }

  @Test
  void aReferenceFromZeroAndAReaderThatWaitsForItselfAreUndefined() {
    assertUndefined("FROM_ZERO", "refcount_t: addition on 0; use-after-free");
    assertUndefined("WAIT_FOR_ITSELF", "a reader waits for itself");
  }

  private static void assertUndefined(String define, String text) {
    Result result = HEADERS.define(define, "1").check();
    String diagram = result.witness("undefined_behaviour").orElseThrow().diagram();
    // A long line goes on in the next one.
    assertTrue(diagram.replaceAll("\\s+(// +)?", " ").contains(text), diagram);
  }

  @Test
  void aGracePeriodWaitsForWhoReadsInEachMemoryModel() {
    for (String memory : List.of("sc", "tso", "weak")) {
      Model model =
          GRACE_PERIOD
              .define("NR_READERS", memory.equals("sc") ? "2" : "1")
              .under(MemoryModel.named(memory, MemoryModel.DEPTH));
      assertTrue(model.check().good(), memory);
      Result without = model.define("NO_GRACE_PERIOD", "1").check();
      assertEquals("broken", without.verdict("assert").word(), memory);
    }
  }

  /** As atomic_bitops.txt has it: what returns nothing orders nothing. */
  @Test
  void bitsOrderWhatTheKernelsDo() {
    assertEquals("holds", messageIsThere("0", "test_and_set_bit", "test_bit_acquire"));
    assertEquals("holds", messageIsThere("1", "clear_bit_unlock", "!test_and_set_bit_lock"));
    assertEquals("holds", messageIsThere("1", "__clear_bit_unlock", "!test_and_set_bit_lock"));
    assertEquals("broken", messageIsThere("0", "set_bit", "test_bit_acquire"));
    assertEquals("broken", messageIsThere("1", "clear_bit", "!test_and_set_bit_lock"));
    assertEquals("broken", messageIsThere("0", "test_and_set_bit", "test_bit"));
  }

  private static String messageIsThere(String start, String sender, String receiver) {
    return BITS.under(MemoryModel.named("weak", MemoryModel.DEPTH))
        .define("START", start)
        .define("SET", sender)
        .define("SEEN", receiver)
        .check()
        .verdict("message_is_there")
        .word();
  }
}
