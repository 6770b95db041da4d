// SPDX-License-Identifier: Apache-2.0
package dev.pincer.docs;

import static dev.pincer.junit.ModelAssert.assertThat;

import dev.pincer.Model;
import dev.pincer.Run;
import dev.pincer.jqwik.ModelArbitraries;
import dev.pincer.junit.ModelTests;
import dev.pincer.machine.State;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The Java of docs/CI.md. No test by itself: {@link CiPageTest} runs what is quick. */
final class CiPageExamples {

  @ModelTests("models")
  static class KernelModelsTest {}

  @Test
  void theSequenceCountIsNeeded() {
    Model model = Model.scenario("fork-gup-fast");
    assertThat(model.at("57efa1fe5957")).holds();
    assertThat(model.at("f3c64eda3e50"))
        .breaks("pinned_page_stays_mapped")
        .inSteps(38)
        .inSwitches(2);
  }

  @Provide
  Arbitrary<Run<State>> runs() {
    return ModelArbitraries.runs(Model.scenario("fork-gup-fast").at("f3c64eda3e50"));
  }

  @Property
  boolean aPinnedPageStaysMapped(@ForAll("runs") Run<State> run) {
    return !run.breaks("pinned_page_stays_mapped");
  }
}
