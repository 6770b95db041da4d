// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model is C: gcc has nothing to say of any scenario at any stage, nor with any proposal. Skipped
 * where there is no gcc.
 */
class EveryStageCompilesTest {
  private static final Path MODELS = Path.of("models").toAbsolutePath();

  private final Diagnostics diagnostics = new Diagnostics();

  @TempDir Path folder;

  @BeforeAll
  static void gccIsThere() {
    boolean there;
    try {
      there =
          new ProcessBuilder("gcc", "--version").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      there = false;
    }
    assumeTrue(there, "no gcc");
  }

  @Test
  void gccAcceptsEveryScenarioAtEveryStage() throws Exception {
    Corpus corpus = corpus();
    for (Stage stage : corpus.series().stages()) {
      SourceTree tree = corpus.tree(stage, diagnostics);
      assertNotNull(tree, () -> Renderer.render(diagnostics));
      assertEquals("", gcc(corpus, stage, tree, stage.name()), stage::name);
    }
  }

  @Test
  void gccAcceptsEveryScenarioWithEveryProposal() throws Exception {
    Corpus corpus = corpus();
    for (Proposal proposal : corpus.proposals()) {
      Patched patched = corpus.tree(proposal, diagnostics);
      assertNotNull(patched, () -> Renderer.render(diagnostics));
      assertEquals(
          "", gcc(corpus, proposal.after(), patched.tree(), proposal.name()), proposal::name);
    }
  }

  /** That the two tests above can fail. */
  @Test
  void gccFindsAMistakeInOneFileOfOneStage() throws Exception {
    Corpus corpus = corpus();
    Stage today = corpus.series().today();
    SourceTree tree = corpus.tree(today, diagnostics);
    assertNotNull(tree);
    Path linux = folder.resolve("mistake");
    tree.writeTo(linux);
    Path gup = linux.resolve("mm/gup.c");
    Files.writeString(gup, Files.readString(gup) + "int mistake(void) { return pages; }\n");
    String said = gcc(corpus, today, linux);
    assertTrue(said.contains("'pages' undeclared"), said);
  }

  private Corpus corpus() {
    Corpus corpus = Corpus.open(MODELS, diagnostics);
    assertNotNull(corpus, () -> Renderer.render(diagnostics));
    return corpus;
  }

  private String gcc(Corpus corpus, Stage stage, SourceTree tree, String name) throws Exception {
    Path linux = folder.resolve(name);
    tree.writeTo(linux);
    return gcc(corpus, stage, linux);
  }

  /** What gcc says of all scenarios that cover {@code stage}. */
  private static String gcc(Corpus corpus, Stage stage, Path linux) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("gcc", "-std=gnu11", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"));
    command.add("-I" + MODELS.resolve("include"));
    command.add("-I" + linux.resolve("include"));
    command.add("-I" + linux);
    int scenarios = 0;
    for (Scenario scenario : corpus.scenarios()) {
      if (scenario.kind() == Scenario.Kind.SHIPPED && scenario.covers(stage)) {
        command.add(MODELS.resolve("scenarios").resolve(scenario.name() + ".c").toString());
        scenarios++;
      }
    }
    assertTrue(scenarios > 0, () -> "no scenario covers " + stage.name());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process gcc = builder.start();
    String said = new String(gcc.getInputStream().readAllBytes(), UTF_8);
    int status = gcc.waitFor();
    assertEquals(said.isEmpty(), status == 0, said);
    return said;
  }
}
