// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableSet;
import dev.pincer.corpus.Scenario;
import dev.pincer.oracle.Comparison;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The packed machine is the reference machine on the first states of each shipped scenario, at the
 * first stage that has it, when pages became exclusive, and today.
 */
class PackedScenariosTest {
  private static final int STATES = 1_000;
  private static final Models MODELS = Models.standard();

  @TestFactory
  List<DynamicTest> givesTheSameOnEachScenario() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Scenario scenario : MODELS.corpus().scenarios()) {
      for (String stage : ImmutableSet.of(scenario.since().name(), "6c287605fd56", "today")) {
        Model model = MODELS.model(scenario.name()).at(stage);
        if (scenario.covers(model.stage())) {
          tests.add(
              DynamicTest.dynamicTest(
                  scenario.name() + " at " + stage, () -> Comparison.of(model.program(), STATES)));
        }
      }
    }
    return tests;
  }
}
