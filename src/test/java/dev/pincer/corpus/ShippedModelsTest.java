// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
