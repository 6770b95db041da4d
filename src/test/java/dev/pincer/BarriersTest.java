// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.machine.MemoryModel;
import dev.pincer.report.NeededOrderings;
import dev.pincer.report.NeededOrderings.Need;
import dev.pincer.weaken.Ordering;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which barriers of the kernel's own code its scenarios need. */
class BarriersTest {
  private static NeededOrderings judge(Model model, boolean pairs) {
    return Barriers.of(model, Search.exhaustive(), pairs, false);
  }

  private static List<String> needed(NeededOrderings orderings) {
    return orderings.lines().stream()
        .filter(line -> line.need() == Need.NEEDED)
        .map(line -> function(line.ordering()) + ": " + line.ordering().text())
        .toList();
  }

  private static String function(Ordering ordering) {
    return String.join(", ", ordering.functions());
  }

  /**
   * 57efa1fe5957: x86 needs no barrier behind the odd count, as two locks are taken behind it: one
   * would be enough.
   */
  @Test
  void eitherPageTableLockOfForkIsTheBarrierBehindTheOddCountUnderTso() {
    Model model = Model.scenario("fork-pin-order").at("57efa1fe5957").under(MemoryModel.tso());
    NeededOrderings found = judge(model, true);
    assertFalse(found.undecided());
    assertEquals(List.of("gup_pte_range: try_grab_compound_head(page, 1, flags)"), needed(found));
    assertEquals(
        List.of("pte_offset_map_lock(dst_mm, addr, &dst_ptl) or spin_lock(src_ptl)"),
        found.pairs().stream().map(p -> p.one().text() + " or " + p.other().text()).toList());
  }

  /** To take a fence away takes no point away at which others come. */
  @Test
  void aFenceThatIsGoneIsAPlaceWhereOthersComeAllTheSame() {
    Model model = Model.load(Path.of("src/test/golden/barriers/dekker.c")).under(MemoryModel.tso());
    assertEquals(List.of("enter: fence(full)"), needed(judge(model, false)));
  }

  /** 088b8aa537c2: an entry that is cleared by a plain store may be seen late under x86-TSO. */
  @Test
  void ofTheBarriersAgainstKsmTheOneBeforeTheLookForPinsIsNeededUnderTso() {
    Model model = Model.scenario("gup-ksm-generic").at("088b8aa537c2").under(MemoryModel.tso());
    NeededOrderings found = judge(model, false);
    assertFalse(found.undecided());
    assertEquals(List.of("page_try_share_anon_rmap: smp_mb()"), needed(found));
    assertTrue(
        found.lines().stream()
            .flatMap(line -> line.breaks().stream())
            .anyMatch(b -> b.finding().property().equals("pinned_page_is_exclusive")),
        found.text());
  }
}
