// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.SourceTree;
import dev.pincer.diag.Diagnostics;
import dev.pincer.lower.Grain;
import dev.pincer.program.Program;
import org.junit.jupiter.api.Test;

/** What was compiled before changes nothing but the cost of what is compiled after it. */
class CompilerTest {
  private static final Models MODELS = Models.standard();
  private static final ImmutableList<String> STAGES =
      ImmutableList.of("57efa1fe5957", "6c287605fd56", "today");

  @Test
  void aModelCompiledAfterOthersIsWhatItIsWhenCompiledAlone() {
    for (Scenario scenario : MODELS.corpus().scenarios()) {
      for (String stage : STAGES) {
        Model model = MODELS.model(scenario.name()).at(stage);
        if (!scenario.covers(model.stage())) {
          continue;
        }
        SourceTree tree = requireNonNull(MODELS.corpus().tree(model.stage(), new Diagnostics()));
        Compiler.Unit unit =
            MODELS.compiler().read(scenario, tree, ImmutableMap.of(), new Diagnostics());
        // Not assertEquals, which would print both.
        assertTrue(
            compiled(MODELS.compiler(), unit, tree)
                .equals(compiled(new Compiler(MODELS.corpus()), unit, tree)),
            scenario.name() + " at " + stage);
      }
    }
  }

  private static Program compiled(Compiler compiler, Compiler.Unit unit, SourceTree tree) {
    return requireNonNull(
            compiler.compile(unit, tree, ImmutableMap.of(), Grain.ACCESS, new Diagnostics()))
        .program();
  }
}
