// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.replay.Replay;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** The explorer and the tiny explorer agree on random programs. */
class ExplorerAgainstOracleTest {
  @Provide
  Arbitrary<RandomPrograms.Spec> programs() {
    return RandomPrograms.specs(2, 6);
  }

  @Provide
  Arbitrary<RandomPrograms.Spec> tinyPrograms() {
    return RandomPrograms.specs(2, 3);
  }

  private static SearchResult search(Program program, int workers) {
    return Explorer.search(program, SearchOptions.DEFAULT.withWorkers(workers), SearchMonitor.NONE);
  }

  @net.jqwik.api.Property(tries = 1000, seed = "20201216")
  void countsAndVerdictsAgree(@ForAll("programs") RandomPrograms.Spec spec) {
    Program program = RandomPrograms.program(spec);
    TinyExplorer tiny = new TinyExplorer(program);
    SearchResult result = search(program, 1);
    assertEquals(tiny.worlds.size(), result.states(), "states");
    assertEquals(
        tiny.worlds.values().stream().mapToInt(found -> found.edges().size()).sum(),
        result.transitions(),
        "steps");
    assertEquals(
        tiny.worlds.values().stream().mapToInt(TinyExplorer.Found::depth).max().orElseThrow(),
        result.completeDepth());
    for (Finding finding : result.findings()) {
      if (!isProgress(finding)) {
        int steps = steps(tiny, goal(tiny, finding));
        assertEquals(steps, finding.steps(), finding.toString());
        assertEquals(verdict(finding, steps), finding.verdict(), finding.toString());
      }
    }
  }

  private static boolean isProgress(Finding finding) {
    return finding.kind() == Finding.Kind.EVENTUALLY || finding.kind() == Finding.Kind.LEADS_TO;
  }

  private static Property property(TinyExplorer tiny, Finding finding) {
    return tiny.program.properties().stream()
        .filter(p -> p.name().equals(finding.property()))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a world settles the property for itself. */
  private static Predicate<TinyExplorer.World> goal(TinyExplorer tiny, Finding finding) {
    TinyTruth truth = new TinyTruth(tiny);
    Predicate<TinyExplorer.World> sound = world -> world.fault().isEmpty();
    return switch (finding.kind()) {
      case INVARIANT -> sound.and(w -> truth.value(property(tiny, finding).code(), w) != 1);
      case FINALLY -> w -> truth.goodEnd(w) && truth.value(property(tiny, finding).code(), w) != 1;
      case WITNESS -> sound.and(w -> truth.value(property(tiny, finding).code(), w) != 0);
      case ASSERT -> w -> w.fault().startsWith("assert");
      case UNDEFINED_BEHAVIOUR -> w -> w.fault().startsWith("undefined");
      case DEADLOCK -> truth::deadlock;
      case DATA_RACE -> truth::race;
      case LIVELOCK -> {
        Set<TinyExplorer.World> stuck = truth.livelocks();
        yield stuck::contains;
      }
      case EVENTUALLY, LEADS_TO -> throw new IllegalArgumentException(finding.property());
    };
  }

  private static int steps(TinyExplorer tiny, Predicate<TinyExplorer.World> goal) {
    return tiny.worlds.values().stream()
        .filter(found -> goal.test(found.world()))
        .mapToInt(TinyExplorer.Found::depth)
        .min()
        .orElse(-1);
  }

  private static Verdict verdict(Finding finding, int steps) {
    boolean witness = finding.kind() == Finding.Kind.WITNESS;
    if (steps < 0) {
      return witness ? Verdict.UNREACHED : Verdict.HOLDS;
    }
    // The generated witnesses are never undefined.
    return witness ? Verdict.REACHED : Verdict.BROKEN;
  }

  @net.jqwik.api.Property(tries = 2000, seed = "20201216")
  void progressIsJudgedAsByBruteForce(@ForAll("tinyPrograms") RandomPrograms.Spec spec) {
    Program program = RandomPrograms.program(spec);
    TinyExplorer tiny = new TinyExplorer(program);
    Assume.that(tiny.worlds.size() <= 13);
    for (Finding finding : search(program, 1).findings()) {
      if (isProgress(finding)) {
        int steps = new TinyFairness(tiny, property(tiny, finding)).steps();
        assertEquals(steps, finding.steps(), finding.toString());
        assertEquals(verdict(finding, steps), finding.verdict(), finding.toString());
      }
    }
  }

  @net.jqwik.api.Property(tries = 1000, seed = "20201216")
  void aRunThatGoesOnForEverIsFair(@ForAll("programs") RandomPrograms.Spec spec) {
    Program program = RandomPrograms.program(spec);
    TinyExplorer tiny = new TinyExplorer(program);
    for (Finding finding : search(program, 1).findings()) {
      Schedule witness = finding.witness();
      if (isProgress(finding) && witness != null && !witness.loop().isEmpty()) {
        List<TinyExplorer.World> way = tiny.along(witness.onceRound());
        List<TinyExplorer.World> round = way.subList(witness.stepCount(), way.size());
        assertEquals(witness.loop().size() + 1, round.size(), finding.toString());
        assertEquals(round.get(0), round.get(round.size() - 1), finding.toString());
        assertTrue(
            new TinyFairness(tiny, property(tiny, finding)).isFairLoop(round, witness.loop()),
            finding.toString());
      }
    }
  }

  // Witnesses.

  private static final Comparator<ImmutableIntArray> PICKS =
      Comparator.comparing(picks -> picks.asList(), Ordering.<Integer>natural().lexicographical());

  /** The witness order, spelled out. */
  private static final Comparator<Schedule> WITNESS_ORDER =
      Comparator.comparing(Schedule::stepCount)
          .thenComparing(Schedule::switchCount)
          .thenComparing(
              s -> s.choices().stream().map(Choice::thread).toList(),
              Ordering.<Integer>natural().lexicographical())
          .thenComparing(Schedule::start, PICKS)
          .thenComparing(
              s -> s.choices().stream().map(Choice::picks).toList(),
              Ordering.from(PICKS).lexicographical());

  @net.jqwik.api.Property(tries = 500, seed = "20201216")
  void theWitnessIsTheFirstOfAllShortestRuns(@ForAll("tinyPrograms") RandomPrograms.Spec spec) {
    Program program = RandomPrograms.program(spec);
    TinyExplorer tiny = new TinyExplorer(program);
    for (Finding finding : search(program, 1).findings()) {
      if (finding.witness() != null && !isProgress(finding)) {
        Predicate<TinyExplorer.World> goal = goal(tiny, finding);
        List<Schedule> all = new ArrayList<>();
        for (TinyExplorer.Edge start : tiny.starts) {
          runs(tiny, goal, start, finding.steps(), new ArrayList<>(), start.to(), all);
        }
        assertEquals(Collections.min(all, WITNESS_ORDER), finding.witness(), finding.toString());
      }
    }
  }

  /** All runs of so many steps to a goal. */
  private static void runs(
      TinyExplorer tiny,
      Predicate<TinyExplorer.World> goal,
      TinyExplorer.Edge start,
      int steps,
      List<Choice> so,
      TinyExplorer.World at,
      List<Schedule> all) {
    if (steps == 0) {
      if (goal.test(at)) {
        all.add(new Schedule(ImmutableIntArray.copyOf(start.picks()), ImmutableList.copyOf(so)));
      }
      return;
    }
    for (TinyExplorer.Edge edge : tiny.edges(at)) {
      so.add(new Choice(edge.thread(), ImmutableIntArray.copyOf(edge.picks())));
      runs(tiny, goal, start, steps - 1, so, edge.to(), all);
      so.remove(so.size() - 1);
    }
  }

  @net.jqwik.api.Property(tries = 200, seed = "20201216")
  void witnessesReplay(@ForAll("programs") RandomPrograms.Spec spec) throws Exception {
    Program program = RandomPrograms.program(spec);
    for (Finding finding : search(program, 1).findings()) {
      if (finding.witness() != null) {
        Schedule witness = finding.witness();
        assertEquals(witness, Schedule.parse(witness.toString()));
        int steps = witness.onceRound().stepCount();
        assertEquals(steps, Replay.trace(program, witness).steps().size());
      }
    }
  }

  @net.jqwik.api.Property(tries = 100, seed = "20201216")
  void workersChangeNothing(@ForAll("programs") RandomPrograms.Spec spec) {
    Program program = RandomPrograms.program(spec);
    SearchResult one = timeless(search(program, 1));
    assertEquals(one, timeless(search(program, 2)));
    assertEquals(one, timeless(search(program, 4)));
  }

  private static SearchResult timeless(SearchResult result) {
    return new SearchResult(
        result.findings(),
        result.states(),
        result.transitions(),
        result.completeDepth(),
        result.limit(),
        result.unreached(),
        0,
        Duration.ZERO);
  }
}
