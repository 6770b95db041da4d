// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.Model;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.machine.Machine;
import dev.pincer.program.Program;
import dev.pincer.sample.SampleResult;
import dev.pincer.sample.Sampler;
import dev.pincer.sample.Sampling;
import dev.pincer.sample.Strategies;
import dev.pincer.schedule.Schedule;
import dev.pincer.shrink.Shrinker;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is drawn at random is held to what the exhaustive search knows. */
class SampleAgainstSearchTest {
  private static final Duration LONG = Duration.ofDays(1);

  @Provide
  Arbitrary<RandomPrograms.Spec> specs() {
    return RandomPrograms.specs(3, 6);
  }

  @Property(tries = 60, seed = "5")
  void whatIsFoundIsBrokenAndNoShorterThanTheShortest(
      @ForAll("specs") RandomPrograms.Spec spec, @ForAll long seed) {
    Program program = RandomPrograms.program(spec);
    Map<String, Finding> known = new HashMap<>();
    SearchResult search = Explorer.search(program, SearchOptions.DEFAULT, SearchMonitor.NONE);
    search.findings().forEach(finding -> known.put(finding.property(), finding));
    Machine machine = new Machine(program);
    for (String strategy : Strategies.NAMES) {
      for (SampleResult.Found found : sample(machine, strategy, seed, 1).found()) {
        String property = found.broken().property();
        Finding finding = Objects.requireNonNull(known.get(property), property);
        assertEquals(Verdict.BROKEN, finding.verdict(), found.toString());
        Schedule small = new Shrinker(machine, found.broken()).shrink(found.schedule());
        assertTrue(small.stepCount() >= finding.steps(), small + " for " + finding);
        assertTrue(small.stepCount() <= found.schedule().stepCount(), small.toString());
        assertEquals(small, new Shrinker(machine, found.broken()).shrink(small), "shrunk twice");
      }
    }
  }

  @Property(tries = 20, seed = "6")
  void aSeedDrawsTheSameAtAnyNumberOfWorkers(
      @ForAll("specs") RandomPrograms.Spec spec, @ForAll long seed) {
    Machine machine = new Machine(RandomPrograms.program(spec));
    for (String strategy : Strategies.NAMES) {
      SampleResult one = sample(machine, strategy, seed, 1);
      SampleResult three = sample(machine, strategy, seed, 3);
      assertEquals(one.found(), three.found());
      assertEquals(one.parts(), three.parts());
    }
  }

  @Property(tries = 60, seed = "7")
  void theReferenceMachineDrawsTheSame(
      @ForAll("specs") RandomPrograms.Spec spec, @ForAll long seed) {
    assertDrawsTheSame(new Machine(RandomPrograms.program(spec)), seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5.8", "f3c64eda3e50", "today"})
  void theReferenceMachineDrawsTheSameOfAScenario(String stage) {
    assertDrawsTheSame(new Machine(Model.scenario("fork-gup-fast").at(stage).program()), 1);
  }

  @Property(tries = 40, seed = "8")
  void whoKnowsTheStepsDrawsTheSame(@ForAll("specs") RandomPrograms.Spec spec, @ForAll long seed) {
    assertDrawsTheSameAgain(new Machine(RandomPrograms.program(spec)), seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5.8", "f3c64eda3e50"})
  void whoKnowsTheStepsDrawsTheSameOfAScenario(String stage) {
    assertDrawsTheSameAgain(new Machine(Model.scenario("fork-gup-fast").at(stage).program()), 1);
  }

  private static void assertDrawsTheSameAgain(Machine machine, long seed) {
    Sampler knows = new Sampler(machine, Strategies.named("random", 3), ~seed);
    new Sampling(ImmutableList.of(knows), ~seed).sample(16, LONG, 1, () -> false);
    for (String strategy : Strategies.NAMES) {
      SampleResult alone = sample(machine, strategy, seed, 1);
      Sampler again = knows.again(Strategies.named(strategy, 3), seed);
      SampleResult after =
          new Sampling(ImmutableList.of(again), seed).sample(16, LONG, 1, () -> false);
      assertEquals(alone.found(), after.found(), strategy);
      assertEquals(alone.parts(), after.parts(), strategy);
    }
  }

  private static void assertDrawsTheSame(Machine machine, long seed) {
    for (String strategy : Strategies.NAMES) {
      SampleResult fast = sample(machine, strategy, seed, Sampler.Pace.PACKED);
      SampleResult slow = sample(machine, strategy, seed, Sampler.Pace.REFERENCE);
      assertEquals(slow.found(), fast.found(), strategy);
      assertEquals(slow.parts(), fast.parts(), strategy);
    }
  }

  private static SampleResult sample(
      Machine machine, String strategy, long seed, Sampler.Pace pace) {
    Sampler sampler = new Sampler(machine, Strategies.named(strategy, 3), seed, pace);
    return new Sampling(ImmutableList.of(sampler), seed).sample(16, LONG, 2, () -> false);
  }

  private static SampleResult sample(Machine machine, String strategy, long seed, int workers) {
    Sampler sampler = new Sampler(machine, Strategies.named(strategy, 3), seed);
    return new Sampling(ImmutableList.of(sampler), seed).sample(16, LONG, workers, () -> false);
  }
}
