// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult.Limit;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what a search has found into findings. Nothing is said that a replay does not confirm. */
final class Verdicts<S> {
  private final TransitionSystem<S> system;
  private final Search<S> search;
  private final boolean exhaustive;

  /** The search in which runs are sought first. */
  private final Search<S> shown;

  /** Made when the first progress property asks for it. */
  private @Nullable ProgressGraph<S> states;

  Verdicts(Search<S> search) {
    this(search, search);
  }

  /**
   * @param search what decides
   * @param shown what shows the shortest runs, where {@code search} may not; it may have ended
   *     early
   */
  Verdicts(Search<S> search, Search<S> shown) {
    this.system = search.space.system();
    this.search = search;
    this.shown = shown;
    this.exhaustive = search.limit() == Limit.NONE;
  }

  ImmutableList<Finding> findings() {
    int count = search.targets.count();
    @Nullable Schedule[] runs = new @Nullable Schedule[count + 1];
    boolean showsStuck = exhaustive && shown.limit() == Limit.NONE && !search.stuck().isEmpty();
    findRuns(shown, runs, showsStuck, false);
    if (shown != search) {
      for (int target = 0; target < count; target++) {
        if (exhaustive && runs[target] != null && search.targets.isEmpty(target)) {
          throw new AssertionError("a reduction has left out " + runs[target]);
        }
      }
      findRuns(search, runs, exhaustive && !showsStuck, true);
    }
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    List<TransitionSystem.Judged> properties = system.properties();
    for (int i = 0; i < properties.size(); i++) {
      findings.add(declared(i, properties.get(i), runs[i]));
    }
    Targets targets = search.targets;
    findings.add(builtIn(Finding.Kind.ASSERT, runs[targets.builtIn(Targets.ASSERTION)]));
    findings.add(builtIn(Finding.Kind.DEADLOCK, runs[targets.builtIn(Targets.DEADLOCK)]));
    findings.add(builtIn(Finding.Kind.LIVELOCK, runs[count]));
    findings.add(
        builtIn(Finding.Kind.UNDEFINED_BEHAVIOUR, runs[targets.builtIn(Targets.UNDEFINED)]));
    findings.add(builtIn(Finding.Kind.DATA_RACE, runs[targets.builtIn(Targets.RACE)]));
    return findings.build();
  }

  /**
   * Adds the first run to each target that has none yet.
   *
   * @param runs by target; the last is that to a livelock
   * @param leavesOut whether runs are only sought among those that were not left out
   */
  private void findRuns(
      Search<S> from, @Nullable Schedule[] runs, boolean stuck, boolean leavesOut) {
    Targets targets = from.targets;
    List<GoalRuns.Goal> goals = new ArrayList<>();
    List<Integer> targetOf = new ArrayList<>();
    for (int target = 0; target < targets.count(); target++) {
      if (!targets.isEmpty(target) && runs[target] == null) {
        targetOf.add(target);
        goals.add(
            new GoalRuns.Goal(
                targets.states(target),
                targets.depth(target),
                targets.isFault(target),
                target == targets.builtIn(Targets.ASSERTION),
                targets.isDeclared(target) ? target : -1));
      }
    }
    GoalRuns.Goal livelocks = stuck ? livelocks(from) : null;
    if (livelocks != null) {
      targetOf.add(targets.count());
      goals.add(livelocks);
    }
    if (goals.isEmpty()) {
      return;
    }
    GoalRuns<S> found = new GoalRuns<>(from, goals, leavesOut);
    for (int goal = 0; goal < goals.size(); goal++) {
      runs[targetOf.get(goal)] = found.shortest(goal);
    }
  }

  // Declared properties.

  private Finding declared(
      int index, TransitionSystem.Judged property, @Nullable Schedule witness) {
    if (witness != null) {
      return reached(index, property, witness);
    }
    return switch (property.kind()) {
      case INVARIANT, FINALLY -> finding(property, undecidedOr(Verdict.HOLDS), null, "");
      case WITNESS -> finding(property, undecidedOr(Verdict.UNREACHED), null, "");
      case EVENTUALLY, LEADS_TO ->
          exhaustive ? progress(index, property) : finding(property, Verdict.UNKNOWN, null, "");
      case ASSERT, DEADLOCK, LIVELOCK, UNDEFINED_BEHAVIOUR, DATA_RACE ->
          throw new AssertionError("declared as built-in: " + property);
    };
  }

  private Verdict undecidedOr(Verdict verdict) {
    return exhaustive ? verdict : Verdict.UNKNOWN;
  }

  private static Finding finding(
      TransitionSystem.Judged property,
      Verdict verdict,
      @Nullable Schedule witness,
      String detail) {
    return new Finding(property.name(), property.kind(), verdict, witness, detail);
  }

  /** A property that single states decide, of which some were found. */
  private Finding reached(int index, TransitionSystem.Judged property, Schedule witness) {
    S end = replay(property.name(), witness);
    Truth truth = system.truth(index, end);
    if (property.kind() == Finding.Kind.LEADS_TO && !truth.isUndefined()) {
      truth = system.consequence(index, end);
    }
    boolean found = property.kind() == Finding.Kind.WITNESS && !truth.isUndefined();
    boolean expected = property.kind() == Finding.Kind.WITNESS;
    if (!truth.isUndefined() && truth.value() != expected) {
      throw notReproduced(property.name(), witness, "the property is " + truth.value() + " there");
    }
    return finding(property, found ? Verdict.REACHED : Verdict.BROKEN, witness, truth.fault());
  }

  /** EVENTUALLY and LEADS_TO, which no single state decides. */
  private Finding progress(int index, TransitionSystem.Judged property) {
    boolean fromStart = property.kind() == Finding.Kind.EVENTUALLY;
    ProgressGraph<S> states = states();
    BitSet asked = fromStart ? new BitSet() : states.where(index, false);
    BitSet unpaid = states.whereNot(index, !fromStart);
    BitSet faulted = new BitSet();
    faulted.set(states.faultNode());
    long fairThreads = -1L >>> (64 - system.threadCount()) & ~system.unfairThreads();
    FairRuns fair = new FairRuns(states.graph(), fairThreads, unpaid, faulted, states.workers());
    OwingRuns runs = new OwingRuns(states, asked, unpaid, fair.trapped(), fromStart);
    Schedule witness = ShortestRun.find(runs);
    if (witness == null) {
      return finding(property, Verdict.HOLDS, null, "");
    }
    S end = replay(property.name(), witness);
    ImmutableList<Choice> loop = fair.loop(states.node(end));
    if (loop.isEmpty()) {
      return finding(property, Verdict.BROKEN, witness, "the run ends without it");
    }
    Schedule again = new Schedule(witness.start(), loop);
    if (!follow(property.name(), end, again).equals(end)) {
      throw notReproduced(property.name(), witness, "it does not come back by " + again);
    }
    return finding(
        property, Verdict.BROKEN, witness.thenForEver(loop), "it may go on without it for ever");
  }

  private ProgressGraph<S> states() {
    ProgressGraph<S> made = states;
    if (made == null) {
      made = new ProgressGraph<>(search);
      states = made;
    }
    return made;
  }

  // Built-in properties.

  /** The states of the least depth from which no end can be reached; null if there are none. */
  private GoalRuns.@Nullable Goal livelocks(Search<S> search) {
    BitSet stuck = search.stuck();
    if (stuck.isEmpty()) {
      return null;
    }
    for (int depth = 0; depth < search.levels.size(); depth++) {
      int[] level = search.levels.get(depth);
      List<Integer> states = new ArrayList<>();
      for (int range = 0; range < level.length; range += 2) {
        for (int state = stuck.nextSetBit(level[range]);
            state >= 0 && state < level[range + 1];
            state = stuck.nextSetBit(state + 1)) {
          states.add(state);
        }
      }
      if (!states.isEmpty()) {
        return new GoalRuns.Goal(ImmutableIntArray.copyOf(states), depth, false, false);
      }
    }
    throw new AssertionError("stuck states that are at no depth");
  }

  private Finding builtIn(Finding.Kind kind, @Nullable Schedule witness) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (witness == null) {
      return new Finding(name, kind, undecidedOr(Verdict.HOLDS), null, "");
    }
    S end = replay(name, witness);
    return new Finding(name, kind, Verdict.BROKEN, witness, detail(kind, name, witness, end));
  }

  /** What is wrong at the end of a witness, which also confirms that it is. */
  private String detail(Finding.Kind kind, String name, Schedule witness, S end) {
    Fault fault = system.fault(end);
    boolean stuck = system.moves(end).moves().isEmpty();
    boolean confirmed =
        switch (kind) {
          case ASSERT -> fault != null && fault.kind() == Fault.Kind.ASSERTION;
          case UNDEFINED_BEHAVIOUR -> fault != null && fault.kind() == Fault.Kind.UNDEFINED;
          case DEADLOCK -> fault == null && stuck && !system.isGoodEnd(end);
          case LIVELOCK -> fault == null && !stuck && !system.isGoodEnd(end);
          case DATA_RACE -> system.moves(end).race();
          case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_TO ->
              throw new AssertionError("not built in: " + kind);
        };
    if (!confirmed) {
      throw notReproduced(name, witness, "the last state does not show it: " + end);
    }
    return switch (kind) {
      case ASSERT, UNDEFINED_BEHAVIOUR -> fault == null ? "" : fault.text();
      case DEADLOCK -> system.deadlockText(end);
      case LIVELOCK -> "no end can be reached from here";
      case DATA_RACE -> system.raceText(end);
      case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_TO -> "";
    };
  }

  // Witnesses.

  /** Runs the witness again, without the search's tables; gives its last state. */
  private S replay(String property, Schedule witness) {
    for (TransitionSystem.Begun<S> start : search.starts) {
      if (start.picks().equals(witness.start())) {
        return follow(property, start.state(), witness);
      }
    }
    throw notReproduced(property, witness, "there is no such start");
  }

  private S follow(String property, S from, Schedule schedule) {
    S state = from;
    for (int i = 0; i < schedule.stepCount(); i++) {
      Choice choice = schedule.choices().get(i);
      S next = system.step(state, choice);
      if (next == null) {
        throw notReproduced(property, schedule, "step " + (i + 1) + " cannot be taken");
      }
      state = next;
    }
    return state;
  }

  private static AssertionError notReproduced(String property, Schedule witness, String what) {
    return new AssertionError(
        "the witness of "
            + property
            + " cannot be reproduced: "
            + what
            + "\n  likely causes: states that are equal but have different futures; a step that is not"
            + " a pure function; an error of the search\n  schedule: "
            + witness
            + "\n  this is a bug in pincer, or in a model of records and functions");
  }
}
