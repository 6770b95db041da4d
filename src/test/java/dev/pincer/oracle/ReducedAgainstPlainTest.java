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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** What is left out changes no verdict, and no witness. */
public class ReducedAgainstPlainTest {
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

  /** Tries in which fewer states were enough. */
  private static final AtomicInteger SMALLER = new AtomicInteger();

  @Property(tries = 300, seed = "4")
  void leavingOutOrdersChangesNothingButTheCounts(
      @ForAll("any") RandomPrograms.Spec spec,
      @ForAll @IntRange(min = 2, max = 6) int places,
      @ForAll @IntRange(min = 0, max = 31) int properties) {
    Program program = withSome(RandomPrograms.program(spec, places), properties);
    SearchResult plain =
        Explorer.search(new ProgramSystem(program), SearchOptions.DEFAULT, SearchMonitor.NONE);
    for (ImmutableSet<Reduction.Kind> kinds :
        List.of(
            ImmutableSet.of(Reduction.Kind.PARTIAL_ORDER),
            ImmutableSet.copyOf(Reduction.Kind.values()))) {
      long states = -1;
      for (int workers = 1; workers <= 2; workers++) {
        SearchResult reduced =
            Explorer.search(
                program,
                SearchOptions.DEFAULT.withWorkers(workers).withReductions(kinds),
                SearchMonitor.NONE);
        assertEquals(factsWithoutDepth(plain), factsWithoutDepth(reduced));
        assertTrue(reduced.states() <= plain.states());
        assertTrue(states < 0 || states == reduced.states(), "the same with two workers");
        states = reduced.states();
      }
      if (kinds.size() == 1 && states < plain.states()) {
        SMALLER.incrementAndGet();
      }
    }
  }

  /** Or the test above would say little. */
  @AfterContainer
  static void ordersWereLeftOutOftenEnough() {
    assertTrue(SMALLER.get() > 60, SMALLER.get() + " times");
  }

  @Provide
  Arbitrary<RandomPrograms.Spec> any() {
    return RandomPrograms.specs(3, 6);
  }

  /** Of the properties that single states decide those whose bits are set. */
  private static Program withSome(Program program, int chosen) {
    Program all = withoutProgress(program);
    return new Program(
        all.name(),
        all.memory(),
        all.initials(),
        all.threads(),
        IntStream.range(0, all.properties().size())
            .filter(i -> (chosen >>> i & 1) != 0)
            .mapToObj(all.properties()::get)
            .collect(ImmutableList.toImmutableList()));
  }

  private static String factsWithoutDepth(SearchResult result) {
    return facts(result).replaceFirst("(?m)^depth \\d+, ", "");
  }

  static Program withoutProgress(Program program) {
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
  public static String facts(SearchResult result) {
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
