// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import java.nio.file.Path;
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
}
