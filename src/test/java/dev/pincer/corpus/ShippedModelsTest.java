// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The folder that Pincer ships: all of it reads, and each patch applies exactly. */
class ShippedModelsTest {
  private final Diagnostics diagnostics = new Diagnostics();
  private final @Nullable Corpus corpus = Corpus.open(Path.of("models"), diagnostics);

  @Test
  void eachStageAndEachProposalApplies() {
    if (corpus != null) {
      corpus.tree(corpus.series().today(), diagnostics);
      corpus.proposals().forEach(proposal -> corpus.tree(proposal, diagnostics));
    }
    assertEquals("", Renderer.render(diagnostics));
  }

  @Test
  void eachExpectedRowReadsAndSaysWhy() {
    if (corpus != null) {
      corpus.expectations(diagnostics).demandReasons(diagnostics);
    }
    assertEquals("", Renderer.render(diagnostics));
  }

  @Test
  void theNotesSayOfEachFunctionWhatItFollows() throws IOException {
    Pattern function =
        Pattern.compile(
            "(?m)^(?:static inline |static )?\\w[\\w \\*]*?\\b(\\w+)\\([^;{]*\\)\\n\\{");
    String notes = Files.readString(Path.of("models/NOTES.md"));
    Set<String> silent = new TreeSet<>();
    int count = 0;
    for (Stage stage : requireNonNull(corpus).series().stages()) {
      SourceTree tree = requireNonNull(corpus.tree(stage, diagnostics));
      for (String path : tree.paths()) {
        Matcher matcher = function.matcher(requireNonNull(tree.file(path)).text());
        while (path.endsWith(".c") && matcher.find()) {
          count++;
          if (!Pattern.compile("`" + matcher.group(1) + "\\(").matcher(notes).find()) {
            silent.add(path + " " + matcher.group(1));
          }
        }
      }
    }
    assertEquals(Set.of(), silent);
    assertTrue(count > 5_000, count + " functions of all stages");
  }

  @Test
  void theWitnessesThatTheNotesNameAreThere() throws IOException {
    Pattern row = Pattern.compile("\\| ([a-z-]+) \\| `([a-z_]+)` \\|\\s*$");
    int count = 0;
    for (String line : Files.readAllLines(Path.of("models/NOTES.md"))) {
      Matcher matcher = row.matcher(line);
      if (matcher.find()) {
        Path scenario = Path.of("models/scenarios", matcher.group(1) + ".c");
        assertTrue(Files.readString(scenario).contains("witness " + matcher.group(2)), line);
        count++;
      }
    }
    assertTrue(count > 20, "the table of witnesses has " + count + " rows");
  }
}
