// SPDX-License-Identifier: Apache-2.0
package dev.pincer.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Range;
import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.RecordModel;
import dev.pincer.Result;
import dev.pincer.Run;
import dev.pincer.Runs;
import dev.pincer.Step;
import dev.pincer.machine.State;
import dev.pincer.shrink.Passes;
import dev.pincer.verdict.Verdict;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.util.ReflectionUtils;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Properties over drawn runs, held to what the exhaustive search knows; and how they shrink. */
class ModelArbitrariesTest {
  private static final Model LOST_UPDATE =
      Model.load(Path.of("src/test/golden/report/lost-update.c"));
  private static final Model COUNT_FAULTS =
      Models.open(Path.of("src/test/golden/cli/models")).model("count-faults").at("v1");

  /** Two threads that add to a number in two steps. */
  record Counter(int x, int a, int b) {}

  private static final RecordModel<Counter> COUNTER =
      RecordModel.startingAt(new Counter(0, -1, -1))
          .thread(
              "a",
              Step.of("read", s -> s.a() == -1, s -> new Counter(s.x(), s.x(), s.b())),
              Step.of("write", s -> s.a() >= 0, s -> new Counter(s.a() + 1, -2, s.b())))
          .thread(
              "b",
              Step.of("read", s -> s.b() == -1, s -> new Counter(s.x(), s.a(), s.x())),
              Step.of("write", s -> s.b() >= 0, s -> new Counter(s.b() + 1, s.a(), -2)))
          .endsWhen(s -> s.a() == -2 && s.b() == -2)
          .atEnd("nothing_lost", s -> s.x() == 2);

  @Provide
  Arbitrary<Run<State>> lostUpdates() {
    return ModelArbitraries.runs(LOST_UPDATE);
  }

  @Provide
  Arbitrary<Run<Counter>> counters() {
    return ModelArbitraries.runs(COUNTER);
  }

  @Provide
  Arbitrary<Model> anyNumberOfCpus() {
    return ModelArbitraries.knobs(COUNT_FAULTS, ImmutableMap.of("NR_CPUS", Range.closed(1, 3)));
  }

  @Property(tries = 100, seed = "1")
  void whatARunBreaksIsBroken(@ForAll("lostUpdates") Run<State> run) {
    Result known = LOST_UPDATE.check();
    for (String property : run.broken()) {
      assertEquals(Verdict.BROKEN, known.verdict(property));
      assertTrue(run.steps() >= known.witness(property).orElseThrow().steps());
    }
    assertTrue(run.hasEnded());
    assertEquals(run.steps() + 1, run.states().size());
  }

  @Property(tries = 100, seed = "2")
  void aScheduleIsItsRunAgain(@ForAll("counters") Run<Counter> run) {
    Run<Counter> again = Runs.of(COUNTER).run(run.schedule());
    assertEquals(run.schedule(), again.schedule());
    assertEquals(run.states(), again.states());
    assertEquals(run.broken(), again.broken());
  }

  @Property(tries = 30, seed = "3")
  void countsAreLostByTwoCpusOrMore(@ForAll("anyNumberOfCpus") Model model) {
    boolean alone = "1".equals(model.defines().get("NR_CPUS"));
    assertEquals(
        alone ? Verdict.HOLDS : Verdict.BROKEN, model.check().verdict("faults_are_counted"));
  }

  // ---- Shrinking -------------------------------------------------------------------------------

  /** Properties that are false; run by the tests below only. */
  static final class False {
    @Provide
    Arbitrary<Run<State>> lostUpdates() {
      return ModelArbitraries.runs(LOST_UPDATE);
    }

    @Provide
    Arbitrary<Run<Counter>> counters() {
      return ModelArbitraries.runs(COUNTER);
    }

    @Provide
    Arbitrary<Model> anyNumberOfCpus() {
      return ModelArbitraries.knobs(COUNT_FAULTS, ImmutableMap.of("NR_CPUS", Range.closed(1, 3)));
    }

    @Property(seed = "4")
    boolean visitsAreCounted(@ForAll("lostUpdates") Run<State> run) {
      return !run.breaks("visits_are_counted");
    }

    @Property(seed = "5")
    boolean nothingIsLost(@ForAll("counters") Run<Counter> run) {
      return !run.breaks("nothing_lost");
    }

    @Property(seed = "6")
    boolean anyNumberOfCpusIsFine(@ForAll("anyNumberOfCpus") Model model) {
      return model.check().verdict("faults_are_counted") == Verdict.HOLDS;
    }
  }

  @Test
  void aRunShrinksToTheShortestRace() {
    String report = reportOf("visitsAreCounted");
    // Four accesses in two switches; which CPU begins is as it was drawn.
    assertEquals(2, report.split("load\\(", -1).length - 1, report);
    assertEquals(2, report.split("store\\(", -1).length - 1, report);
    assertTrue(report.contains("hits: 1 -> 1 // visits_are_counted is false at the end"), report);
  }

  @Test
  void aRunOfAModelInJavaShrinks() {
    String report = reportOf("nothingIsLost");
    assertTrue(
        report.contains(
            "a: read -> Counter[x=0, a=0, b=-1] b: read -> Counter[x=0, a=0, b=0] b: write -> "),
        report);
  }

  @Test
  void aKnobShrinks() {
    String report = reportOf("anyNumberOfCpusIsFine");
    assertTrue(report.contains("count-faults --at v1 -DNR_CPUS=2"), report);
  }

  private static String reportOf(String property) {
    EngineExecutionResults results =
        EngineTestKit.engine("jqwik").selectors(selectMethod(method(property))).execute();
    results.testEvents().assertStatistics(stats -> stats.failed(1));
    return results
        .testEvents()
        .failed()
        .list()
        .get(0)
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  private static String method(String property) {
    for (Method method : False.class.getDeclaredMethods()) {
      if (method.getName().equals(property)) {
        return ReflectionUtils.getFullyQualifiedMethodName(False.class, method);
      }
    }
    throw new AssertionError(property);
  }

  @Test
  void eachSmallerRunIsSmaller() {
    Runs<State> runs = Runs.of(LOST_UPDATE);
    Run<State> run = runs.draw(new SplittableRandom(1));
    List<Run<State>> smaller = runs.smaller(run).toList();
    assertTrue(!smaller.isEmpty());
    for (Run<State> one : smaller) {
      assertTrue(Passes.isSmaller(one.schedule(), run.schedule()), one.schedule().toString());
      assertFalse(Passes.isSmaller(run.schedule(), one.schedule()), one.schedule().toString());
    }
  }
}
