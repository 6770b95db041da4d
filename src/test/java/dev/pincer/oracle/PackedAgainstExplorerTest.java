// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.PackedExplorer;
import dev.pincer.explore.ProgramSystem;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.program.Program;
import dev.pincer.verdict.SearchResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The search over packed states finds what the search on the reference machine finds. */
class PackedAgainstExplorerTest {

  @Provide
  Arbitrary<RandomPrograms.Spec> specs() {
    return RandomPrograms.specs(3, 6);
  }

  @Property(tries = 200, seed = "2")
  void findsTheSame(@ForAll("specs") RandomPrograms.Spec spec) {
    Program program = withoutProgress(RandomPrograms.program(spec));
    SearchResult expected =
        Explorer.search(new ProgramSystem(program), SearchOptions.DEFAULT, SearchMonitor.NONE);
    for (int workers = 1; workers <= 2; workers++) {
      SearchResult actual =
          PackedExplorer.search(
              program, SearchOptions.DEFAULT.withWorkers(workers), SearchMonitor.NONE);
      assertEquals(text(expected), text(actual));
    }
  }

  /** One line a fact. */
  static String text(SearchResult result) {
    StringBuilder text = new StringBuilder();
    result.findings().forEach(finding -> text.append(finding).append('\n'));
    return text.append(result.states())
        .append(" states, ")
        .append(result.transitions())
        .append(" transitions, depth ")
        .append(result.completeDepth())
        .append(", limit ")
        .append(result.limit())
        .append("\nunreached ")
        .append(result.unreached())
        .toString();
  }

  static Program withoutProgress(Program program) {
    return new Program(
        program.name(),
        program.memory(),
        program.initials(),
        program.threads(),
        program.properties().stream()
            .filter(
                property ->
                    property.kind() != dev.pincer.program.Property.Kind.EVENTUALLY
                        && property.kind() != dev.pincer.program.Property.Kind.LEADS_TO)
            .collect(ImmutableList.toImmutableList()));
  }
}
