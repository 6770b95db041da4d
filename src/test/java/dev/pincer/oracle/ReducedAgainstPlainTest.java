// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.ProgramSystem;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.program.Program;
import dev.pincer.program.Property.Kind;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is left out changes no verdict, and no witness. */
class ReducedAgainstPlainTest {
  @Provide
  Arbitrary<RandomPrograms.Spec> specs() {
    return RandomPrograms.specs(2, 5)
        .map(
            spec ->
                new RandomPrograms.Spec(
                    spec.threads(),
                    spec.daemon(),
                    2 + spec.goal() % 2,
                    spec.starts(),
                    spec.goal()));
  }

  @Property(tries = 300, seed = "3")
  void symmetryChangesNothingButTheCounts(@ForAll("specs") RandomPrograms.Spec spec) {
    Program program = withoutProgress(RandomPrograms.program(spec));
    SearchResult plain =
        Explorer.search(new ProgramSystem(program), SearchOptions.DEFAULT, SearchMonitor.NONE);
    long states = -1;
    for (int workers = 1; workers <= 2; workers++) {
      SearchResult reduced =
          Explorer.search(
              program,
              SearchOptions.DEFAULT
                  .withWorkers(workers)
                  .withReductions(ImmutableSet.of(Reduction.Kind.SYMMETRY)),
              SearchMonitor.NONE);
      assertEquals(facts(plain), facts(reduced));
      assertTrue(reduced.states() <= plain.states());
      assertTrue(states < 0 || states == reduced.states(), "the same with two workers");
      states = reduced.states();
      if (!reduced.reductions().get(0).used()) {
        assertEquals(plain.states(), reduced.states());
      }
    }
  }

  private static Program withoutProgress(Program program) {
    return new Program(
        program.name(),
        program.memory(),
        program.initials(),
        program.threads(),
        program.properties().stream()
            .filter(p -> p.kind() != Kind.EVENTUALLY && p.kind() != Kind.LEADS_TO)
            .collect(ImmutableList.toImmutableList()));
  }

  /** All that must be the same. */
  static String facts(SearchResult result) {
    StringBuilder text = new StringBuilder();
    result.findings().forEach(finding -> text.append(finding).append('\n'));
    return text.append("depth ")
        .append(result.completeDepth())
        .append(", limit ")
        .append(result.limit())
        .append("\nunreached ")
        .append(result.unreached())
        .toString();
  }
}
