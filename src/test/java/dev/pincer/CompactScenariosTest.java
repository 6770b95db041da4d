// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.corpus.Scenario;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Hash compaction finds what an exact search finds, on the first states of each scenario today. */
class CompactScenariosTest {
  private static final int STATES = 1_500;
  private static final Models MODELS = Models.standard();

  @TestFactory
  List<DynamicTest> findsTheSameOnEachScenario() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Scenario scenario : MODELS.corpus().scenarios()) {
      Model model = MODELS.model(scenario.name()).at("today");
      if (scenario.covers(model.stage())) {
        tests.add(DynamicTest.dynamicTest(scenario.name(), () -> compare(model)));
      }
    }
    return tests;
  }

  private static void compare(Model model) {
    Program program = model.program();
    Search search = Search.exhaustive().maxStates(STATES).workers(1);
    SearchResult exact = search.explore(program, MemoryModel.sc(), model.subject());
    SearchResult compact =
        search.hashCompaction().explore(program, MemoryModel.sc(), model.subject());
    assertEquals(exact.findings(), compact.findings());
    assertEquals(exact.states(), compact.states());
    assertEquals(exact.transitions(), compact.transitions());
    assertEquals(exact.limit(), compact.limit());
    assertTrue(compact.omission() > 0 || compact.states() < 2);
    // What expected.txt counts is counted exactly, whoever asks.
    assertEquals(0, model.check(search.hashCompaction().maxStates(1)).search().omission());
  }
}
