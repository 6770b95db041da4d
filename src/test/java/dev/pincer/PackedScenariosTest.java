// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.machine.MemoryModel;
import dev.pincer.oracle.Comparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The packed machine is the reference machine on the first states of each shipped scenario, at each
 * stage that has a program of its own; today with store buffers, too.
 */
class PackedScenariosTest {
  private static final int STATES = 80;
  private static final int STATES_TODAY = 1_000;
  private static final Models MODELS = Models.standard();

  @TestFactory
  List<DynamicTest> givesTheSameOnEachScenario() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Scenario scenario : MODELS.corpus().scenarios()) {
      tests.add(DynamicTest.dynamicTest(scenario.name(), () -> compare(scenario)));
    }
    return tests;
  }

  private static void compare(Scenario scenario) {
    Set<String> done = new HashSet<>();
    for (Stage stage : MODELS.corpus().series().stages()) {
      Model model = MODELS.model(scenario.name()).at(stage.name());
      if (scenario.covers(stage) && done.add(model.read().fingerprint())) {
        boolean isToday = stage.equals(MODELS.corpus().series().today());
        Comparison.of(model.program(), isToday ? STATES_TODAY : STATES);
        if (isToday) {
          Comparison.of(model.program(), MemoryModel.tso(2), STATES);
        }
      }
    }
    assertTrue(!done.isEmpty());
  }
}
