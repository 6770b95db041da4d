// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private final Diagnostics diagnostics = new Diagnostics();
  private final SourceFile header = new SourceFile("h.h", "x".repeat(100));
  private final SourceFile main = new SourceFile("m.c", "x".repeat(100));

  @Test
  void errorsAreSortedByFileAndPosition() {
    diagnostics.finishedFile(header);
    diagnostics.finishedFile(main);
    report(main, 7);
    report(header, 9);
    report(main, 3);
    assertEquals(
        List.of("h.h:1:10", "m.c:1:4", "m.c:1:8"),
        diagnostics.sorted().stream().map(d -> d.span() + ":" + d.span().column()).toList());
  }

  @Test
  void aDuplicateAtOnePlaceIsDroppedWithWhatIsAddedToIt() {
    assertFalse(diagnostics.hasErrors());
    report(main, 7).note("kept");
    report(main, 7).note("dropped");
    assertTrue(diagnostics.hasErrors());
    assertEquals(1, diagnostics.count());
    assertEquals("kept", diagnostics.sorted().get(0).note());
  }

  @Test
  void anErrorInALineOfAPatchSaysSo() {
    diagnostics.authors(span -> span.start() == 9 ? "this line is that of a.patch:3" : null);
    diagnostics.expansion(new Span(header, 8, 9), "M", new Span(main, 0, 1));
    report(header, 9);
    report(header, 8);
    report(header, 7);
    assertEquals(
        Arrays.asList(
            null,
            "in the expansion of macro `M`, defined at m.c:1",
            "this line is that of a.patch:3"),
        diagnostics.sorted().stream().map(Diagnostic::expansion).toList());
  }

  @Test
  void atMostTwentyAreShown() {
    for (int i = 0; i < 22; i++) {
      report(main, i);
    }
    String text = Renderer.render(diagnostics);
    assertEquals(20, text.split("error\\[").length - 1);
    assertTrue(text.endsWith("\n2 more errors\n"), text);
  }

  @Test
  void theNearestWordIsSuggested() {
    List<String> words = List.of("folio_put", "folio_try_get", "f");
    assertEquals("folio_try_get", Spelling.didYouMean("folio_tryget", words));
    assertEquals("folio_put", Spelling.didYouMean("folio_ptu", words));
    assertEquals("folio_put", Spelling.didYouMean("Folio_Put", words));
    assertNull(Spelling.didYouMean("spin_lock", words));
    assertNull(Spelling.didYouMean("folio_put", List.of("folio_put")));
    assertNull(Spelling.didYouMean("", List.of()));
  }

  /** What all paths have in common makes none of them near. */
  @Test
  void aFileIsMeantByItsNameAlone() {
    List<String> files = List.of("linux/mm.h", "linux/swap.h", "linux/errno.h", "asm/barrier.h");
    assertEquals("linux/mm.h", Spelling.fileMeant("linux/mmm.h", files));
    assertEquals("asm/barrier.h", Spelling.fileMeant("linux/barrier.h", files));
    assertEquals("asm/barrier.h", Spelling.fileMeant("barier.h", files));
    for (String far : List.of("linux/slab.h", "linux/wait.h", "linux/percpu.h", "linux/mm.h")) {
      assertNull(Spelling.fileMeant(far, files), far);
    }
  }

  private Diagnostics.Entry report(SourceFile file, int start) {
    return diagnostics.error(ErrorCode.STRAY_CHARACTER, new Span(file, start, start + 1), "x");
  }
}
