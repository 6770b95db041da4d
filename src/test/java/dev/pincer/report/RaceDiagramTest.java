// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.IntType;
import dev.pincer.program.ValueType;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import org.junit.jupiter.api.Test;

class RaceDiagramTest {
  private static final ValueType INT = new ValueType.Int("int", IntType.INT);
  private static final ValueType BOOL = new ValueType.Bool();

  @Test
  void aPinTakenBetweenTheCheckAndTheWriteProtectionReadsAsInACommitMessage() {
    HandMadeTrace made =
        new HandMadeTrace()
            .file(
                "include/linux/mm.h",
                """
                static inline pte_t ptep_get(pte_t *ptep) { return load(ptep, relaxed); }
                static inline bool try_grab_page(struct page *page) { rmw(full) { ... } }
                static inline void ptep_set_wrprotect(pte_t *ptep) { store(...) }
                """)
            .file(
                "mm/memory.c",
                """
                void copy_present_pte(void)
                {
                	pte_t pte = ptep_get(src_pte);
                	if (READ_ONCE(mm->has_pinned) && page_maybe_dma_pinned(page))
                		return;
                	ptep_set_wrprotect(src_pte);
                }
                """)
            .file(
                "mm/gup.c",
                """
                int gup_pte_range(void)
                {
                	pte = ptep_get(ptep);
                	if (!try_grab_page(page))
                		return 0;
                	WRITE_ONCE(mm->has_pinned, 1);
                }
                """)
            .file(
                "scenarios/fork.c",
                """
                thread fork_child(void) { copy_present_pte(); }
                thread pin(void) { gup_pte_range(); }
                """)
            .place("parent.has_pinned", INT, 0)
            .place("parent.pte[0].pfn", INT, 0)
            .place("parent.pte[0].present", BOOL, 1)
            .place("parent.pte[0].write", BOOL, 1)
            .place("mem_map[0]._refcount", INT, 1);
    HandMadeTrace.Cpu fork = made.cpu("fork_child");
    HandMadeTrace.Cpu pin = made.cpu("pin");
    fork.enter("copy_present_pte", "copy_present_pte()", "copy_present_pte();")
        .enter("ptep_get", "ptep_get(src_pte)", "pte_t pte = ptep_get(src_pte);")
        .read("parent.pte[0]", 3, "load(ptep, relaxed)", "return load(ptep, relaxed);")
        .leave()
        .assign("pte.pfn", INT, 0, "pte_t pte = ptep_get(src_pte);")
        .assign("pte.present", BOOL, 1, "pte_t pte = ptep_get(src_pte);")
        .assign("pte.write", BOOL, 1, "pte_t pte = ptep_get(src_pte);")
        .step();
    fork.read(
            "parent.has_pinned",
            1,
            "READ_ONCE(mm->has_pinned)",
            "if (READ_ONCE(mm->has_pinned) && page_maybe_dma_pinned(page))")
        .step();
    pin.enter("gup_pte_range", "gup_pte_range()", "gup_pte_range();")
        .enter("ptep_get", "ptep_get(ptep)", "pte = ptep_get(ptep);")
        .read("parent.pte[0]", 3, "load(ptep, relaxed)", "return load(ptep, relaxed);")
        .leave()
        .assign("pte.pfn", INT, 0, "pte = ptep_get(ptep);")
        .assign("pte.present", BOOL, 1, "pte = ptep_get(ptep);")
        .assign("pte.write", BOOL, 1, "pte = ptep_get(ptep);")
        .step();
    pin.enter("try_grab_page", "try_grab_page(page)", "if (!try_grab_page(page))")
        .write("mem_map[0]._refcount", "rmw(full)", "rmw(full) { ... }", 5)
        .leave()
        .decide(false, "try_grab_page(page)", "if (!try_grab_page(page))", BOOL, 1)
        .step();
    pin.write(
            "parent.has_pinned",
            "WRITE_ONCE(mm->has_pinned, 1)",
            "WRITE_ONCE(mm->has_pinned, 1);",
            1)
        .step();
    fork.enter("ptep_set_wrprotect", "ptep_set_wrprotect(src_pte)", "ptep_set_wrprotect(src_pte);")
        .write("parent.pte[0]", "store(...)", "store(...)", 0, 1, 0)
        .leave()
        .step();
    Finding finding =
        new Finding(
            "pinned_page_stays_mapped", Finding.Kind.INVARIANT, Verdict.BROKEN, Schedule.EMPTY, "");
    assertEquals(
        """
        CPU 0  fork_child                         CPU 1  pin
        copy_present_pte()
          pte = ptep_get(src_pte) = {pfn 0, present, write}
          READ_ONCE(mm->has_pinned) == 0
                                                  gup_pte_range()
                                                    pte = ptep_get(ptep) = {pfn 0, present, write}
                                                    try_grab_page(page) == true
                                                      mem_map[0]._refcount: 1 -> 5
                                                    WRITE_ONCE(mm->has_pinned, 1)
          ptep_set_wrprotect(src_pte): parent.pte[0].write: true -> false
        // pinned_page_stays_mapped is false from here
        """,
        RaceDiagram.of(
            new Story(finding, null, made.trace(), ImmutableList.of(), ImmutableList.of(), null)));
  }
}
