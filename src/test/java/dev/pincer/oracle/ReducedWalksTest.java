// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.ProgramSystem;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.machine.Machine;
import dev.pincer.program.Program;
import dev.pincer.reduce.PartialOrder;
import dev.pincer.sample.SampleResult;
import dev.pincer.sample.Sampler;
import dev.pincer.sample.Sampling;
import dev.pincer.sample.Strategies;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Where threads take steps before all others, random search still comes to all that is broken:
 * enough walks of a small program show what the exhaustive search, which leaves nothing out, knows.
 */
class ReducedWalksTest {
  private static final Duration LONG = Duration.ofDays(1);

  /** Each draws a batch of 64 walks at least. */
  private static final int SEEDS = 400;

  private static final AtomicInteger BROKEN = new AtomicInteger();
  private static final AtomicInteger SMALLER = new AtomicInteger();

  @Provide
  Arbitrary<RandomPrograms.Spec> specs() {
    return RandomPrograms.specs(3, 5);
  }

  @Property(tries = 100, seed = "8")
  void reducedWalksLeaveNothingBrokenOut(@ForAll("specs") RandomPrograms.Spec spec) {
    Program program = ReducedAgainstPlainTest.withoutProgress(RandomPrograms.program(spec));
    if (!PartialOrder.whyNot(program).isEmpty()) {
      return;
    }
    Set<String> broken =
        Explorer.search(new ProgramSystem(program), SearchOptions.DEFAULT, SearchMonitor.NONE)
            .findings()
            .stream()
            .filter(finding -> finding.verdict() == Verdict.BROKEN && isOfOneRun(finding.kind()))
            .map(Finding::property)
            .collect(Collectors.toCollection(TreeSet::new));
    Machine machine = new Machine(program);
    Set<String> found = new TreeSet<>();
    for (int seed = 0; seed < SEEDS && !found.equals(broken); seed++) {
      sample(machine, seed, Sampler.Pace.REDUCED)
          .found()
          .forEach(one -> found.add(one.broken().property()));
    }
    assertEquals(broken, found);
    BROKEN.addAndGet(broken.size());
    if (states(machine, Sampler.Pace.REDUCED) < states(machine, Sampler.Pace.PACKED)) {
      SMALLER.incrementAndGet();
    }
  }

  /** Or the test would say nothing. */
  @AfterContainer
  static void muchWasBrokenAndManyWalksWereReduced() {
    assertTrue(BROKEN.get() >= 50, BROKEN + " properties were broken");
    assertTrue(SMALLER.get() >= 10, SMALLER + " programs had fewer states to walk to");
  }

  private static boolean isOfOneRun(Finding.Kind kind) {
    return switch (kind) {
      case INVARIANT, FINALLY, ASSERT, UNDEFINED_BEHAVIOUR, DATA_RACE, DEADLOCK -> true;
      case WITNESS, EVENTUALLY, LEADS_TO, LIVELOCK -> false;
    };
  }

  private static SampleResult sample(Machine machine, long seed, Sampler.Pace pace) {
    Sampler sampler = new Sampler(machine, Strategies.named("random", 1), seed, pace);
    return new Sampling(ImmutableList.of(sampler), seed).sample(64, LONG, 1, () -> false);
  }

  private static long states(Machine machine, Sampler.Pace pace) {
    return sample(machine, 0, pace).parts().stream().mapToLong(SampleResult.Part::states).sum();
  }
}
