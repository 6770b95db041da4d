// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.explore.Explorer;
import dev.pincer.explore.ProgramSystem;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.verdict.SearchResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A search over packed states finds what a search over the states of the reference machine finds.
 */
class SpacesAgainstEachOtherTest {

  @Provide
  Arbitrary<RandomPrograms.Spec> specs() {
    return RandomPrograms.specs(3, 6);
  }

  @Property(tries = 200, seed = "2")
  void findsTheSame(@ForAll("specs") RandomPrograms.Spec spec) {
    Program program = RandomPrograms.program(spec);
    String expected = onReference(program, MemoryModel.sc(), SearchOptions.DEFAULT);
    for (int workers = 1; workers <= 2; workers++) {
      SearchOptions options = SearchOptions.DEFAULT.withWorkers(workers);
      assertEquals(expected, packed(program, MemoryModel.sc(), options));
    }
  }

  @Property(tries = 100, seed = "5")
  void findsTheSameWithStoreBuffers(
      @ForAll("specs") RandomPrograms.Spec spec, @ForAll @IntRange(min = 1, max = 3) int depth) {
    Program program = RandomPrograms.program(spec);
    // Large enough for all but a few; what those say at the limit is the same, too.
    SearchOptions options = SearchOptions.DEFAULT.withMaxStates(20_000);
    assertEquals(
        onReference(program, MemoryModel.tso(depth), options),
        packed(program, MemoryModel.tso(depth), options));
  }

  @Property(tries = 100, seed = "3")
  void stopsAtTheSameState(
      @ForAll("specs") RandomPrograms.Spec spec, @ForAll @IntRange(min = 1, max = 40) int states) {
    Program program = RandomPrograms.program(spec);
    SearchOptions options = SearchOptions.DEFAULT.withMaxStates(states);
    assertEquals(
        onReference(program, MemoryModel.sc(), options),
        packed(program, MemoryModel.sc(), options.withWorkers(2)));
  }

  private static String onReference(Program program, MemoryModel memory, SearchOptions options) {
    return text(Explorer.search(new ProgramSystem(program, memory), options, SearchMonitor.NONE));
  }

  private static String packed(Program program, MemoryModel memory, SearchOptions options) {
    return text(Explorer.search(program, memory, options, SearchMonitor.NONE));
  }

  /** One line a fact. */
  private static String text(SearchResult result) {
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
}
