// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.machine.MemoryModel;
import dev.pincer.report.Audited;
import dev.pincer.verdict.Reduction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Patches use the words that all kernel code uses, whether the small Linux does or not. */
class KernelWordsTest {
  private static final Path FOLDER = Path.of("src/test/golden/words");
  private static final Model MODEL = Model.load(FOLDER.resolve("kernel-words.c"));
  private static final Model HEADERS = Model.load(FOLDER.resolve("kernel-headers.c"));
  private static final Model GRACE_PERIOD = Model.load(FOLDER.resolve("grace-period.c"));
  private static final Model LISTS = Model.load(FOLDER.resolve("kernel-lists.c"));
  private static final Model POOL = Model.load(FOLDER.resolve("list-pool.c"));
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
    assertUndefined(HEADERS, "FROM_ZERO", "refcount_t: addition on 0; use-after-free");
    assertUndefined(HEADERS, "WAIT_FOR_ITSELF", "a reader waits for itself");
  }

  private static void assertUndefined(Model model, String define, String text) {
    Result result = model.define(define, "1").check();
    String diagram = result.witness("undefined_behaviour").orElseThrow().diagram();
    // A long line goes on in the next one.
    assertTrue(diagram.replaceAll("\\s+(// +)?", " ").contains(text), diagram);
  }

  @Test
  void listsDoWhatTheKernelsDo() {
    Result result = LISTS.check();
    assertTrue(result.good(), () -> result.verdicts().toString());
  }

  /** An address that is that of no such member gives no struct. */
  @Test
  void containerOfFindsWhatItPointsInto() {
    assertUndefined(LISTS, "HEAD", "&list.next is no `links.node` of a struct item");
    assertUndefined(
        LISTS, "OTHER_MEMBER", "&items[0].links.first.next is no `links.node` of a struct item");
    assertUndefined(LISTS, "ELEMENT", "&items[0].parts[1] is no `value` of a struct item");
    assertUndefined(LISTS, "LOCAL", "container_of(&local.value): the struct is a local");
    assertUndefined(LISTS, "NOTHING", "NULL pointer dereference");
  }

  @Test
  void containerOfKnowsTheTypeOfItsMember() {
    assertRefused("WRONG_TYPE", "`int *`", "`short *`");
    assertRefused("NO_MEMBER", "`valu`");
    assertRefused("NO_STRUCT", "`int`", "`key`");
    assertRefused("OF_BITS", "`d` has no address");
  }

  private static void assertRefused(String define, String... words) {
    Model model = LISTS.define(define, "1");
    String text = assertThrows(ModelException.class, model::check).getMessage();
    for (String word : words) {
      assertTrue(text.contains(word), text);
    }
  }

  /** What leads from a member to its struct tells no object of a pool from another. */
  @Test
  void entriesOfAListAreExchanged() {
    Audited audited = POOL.audit(Search.exhaustive(), Reduction.Kind.SYMMETRY);
    assertEquals(List.of(), audited.differences());
    assertTrue(audited.reduction().text().contains("items[0] .. items[2]"), audited.lines());
    assertTrue(3 * audited.reducedStates() < audited.states(), audited.lines());
    Audited ordered = POOL.audit(Search.exhaustive(), Reduction.Kind.PARTIAL_ORDER);
    assertEquals(List.of(), ordered.differences());
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
    assertEquals("holds", messageIsThere("0", "test_and_set_bit", "test_and_set_bit"));
    // One that fails to take the lock.
    assertEquals("broken", messageIsThere("0", "test_and_set_bit", "test_and_set_bit_lock"));
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
