// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class RendererTest {
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void aFileWithoutTextHasNoPicture() {
    SourceFile folder = new SourceFile("models/linux", "");
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, new Span(folder, 0, 0), "x").hint("give another");
    assertEquals(
        """
        models/linux: error[E0603]: unknown scenario `x`
              = hint: give another
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void theMarkRepeatsLeadingTabs() {
    SourceFile file = new SourceFile("a.c", "int x;\n\tif (!folio@tryget(f))\n");
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, at(file, "folio@tryget"), '@').hint("delete it");
    assertEquals(
        """
        a.c:2:7: error[E0603]: unknown scenario `@`
            2 |\tif (!folio@tryget(f))
              |\t     ^~~~~~~~~~~~
              = hint: delete it
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aTabUnderTheMarkWidensIt() {
    SourceFile file = new SourceFile("a.c", "int\tab\t= 1;");
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, at(file, "ab\t= 1"), "ab");
    assertEquals(
        """
        a.c:1:5: error[E0603]: unknown scenario `ab`
            1 | int\tab\t= 1;
              |    \t^~~~~~~~~~~
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aSecondPlaceOfTheLineIsMarkedBesideTheFirst() {
    SourceFile file = new SourceFile("a.c", "\tif (one + other == 0)");
    diagnostics
        .error(ErrorCode.UNKNOWN_SCENARIO, at(file, "one"), "+")
        .second(at(file, "other"), "second read")
        .note("a rule");
    assertEquals(
        """
        a.c:1:6: error[E0603]: unknown scenario `+`
            1 |\tif (one + other == 0)
              |\t    ^~~   ~~~~~ second read
              = note: a rule
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aSecondPlaceBeforeTheFirstHasALineOfItsOwn() {
    SourceFile file = new SourceFile("a.c", "one + other");
    diagnostics
        .error(ErrorCode.UNKNOWN_SCENARIO, at(file, "other"), "+")
        .second(at(file, "one"), "first read");
    assertEquals(
        """
        a.c:1:7: error[E0603]: unknown scenario `+`
            1 | one + other
              |       ^~~~~
              | ~~~ first read
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aSecondPlaceElsewhereIsANote() {
    SourceFile file = new SourceFile("a.c", "int slot;\nint slot[2];\n");
    Span second = new Span(file, 14, 18);
    diagnostics
        .error(ErrorCode.UNKNOWN_SCENARIO, second, "x")
        .second(at(file, "slot"), "first declared here");
    assertEquals(
        """
        a.c:2:5: error[E0603]: unknown scenario `x`
            2 | int slot[2];
              |     ^~~~
        a.c:1: note: first declared here
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void ofALongLineThePartAroundTheMarkIsShown() {
    SourceFile file = new SourceFile("a.c", "int x = " + "1 + ".repeat(500) + "oops;\n");
    int at = file.text().indexOf("oops");
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, new Span(file, at, at + 4), "oops");
    List<String> lines = Renderer.render(diagnostics).lines().toList();
    assertTrue(lines.get(1).startsWith("    1 | ..."), lines.get(1));
    assertTrue(lines.get(1).length() < 120, lines.get(1));
    assertEquals(lines.get(1).indexOf("oops"), lines.get(2).indexOf("^~~~"));
  }

  @Test
  void aLongHintGoesOnBelowItsFirstWord() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.UNKNOWN_SCENARIO, new Span(new SourceFile("pincer", ""), 0, 0), "x")
        .hint("take one of " + "some-scenario, ".repeat(20) + "none");
    List<String> lines = Renderer.render(diagnostics).lines().toList();
    assertTrue(lines.stream().allMatch(line -> line.length() <= 100), lines.toString());
    assertTrue(lines.get(2).startsWith("              some-scenario"), lines.get(2));
  }

  @Test
  void theEndOfTheFileCanBeMarked() {
    SourceFile file = new SourceFile("a.c", "int a");
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, new Span(file, 5, 5), "end");
    assertEquals(
        """
        a.c:1:6: error[E0603]: unknown scenario `end`
            1 | int a
              |      ^
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aSpanOfSeveralLinesIsMarkedInItsFirst() {
    SourceFile file = new SourceFile("a.c", "call(a,\n     b);\n");
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, new Span(file, 0, 15), "x");
    assertEquals(
        """
        a.c:1:1: error[E0603]: unknown scenario `x`
            1 | call(a,
              | ^~~~~~~
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void anErrorAtAMacrosInvocationNamesTheMacro() {
    SourceFile file = new SourceFile("a.c", "#define M x\nint M;");
    Span use = new Span(file, 16, 17);
    diagnostics.expansion(use, "M", at(file, "M"));
    diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, use, "x");
    assertEquals(
        """
        a.c:2:5: error[E0603]: unknown scenario `x`
            2 | int M;
              |     ^
              = note: in the expansion of macro `M`, defined at a.c:1
        """,
        Renderer.render(diagnostics));
  }

  private static Span at(SourceFile file, String text) {
    int start = file.text().indexOf(text);
    return new Span(file, start, start + text.length());
  }
}
