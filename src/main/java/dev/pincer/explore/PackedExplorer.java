// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.packed.OutOfBits;
import dev.pincer.packed.PackedMachine;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.SearchResult.Limit;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Searches all states of a program on the compiled machine. */
public final class PackedExplorer {
  private final Program program;
  private final ProgramSystem system;
  private final Machine reference;
  private final PackedSearch search;
  private final boolean exhaustive;

  private PackedExplorer(Program program, Machine reference, PackedSearch search) {
    this.program = program;
    this.system = new ProgramSystem(program);
    this.reference = reference;
    this.search = search;
    this.exhaustive = search.limit() == Limit.NONE;
  }

  /** Whether every property of the program is decided by single states and runs to them. */
  public static boolean canJudge(Program program) {
    return program.properties().stream()
        .noneMatch(
            property ->
                property.kind() == Property.Kind.EVENTUALLY
                    || property.kind() == Property.Kind.LEADS_TO);
  }

  /** As {@link Explorer#search}, for a program that it {@link #canJudge}. */
  public static SearchResult search(Program program, SearchOptions options, SearchMonitor monitor) {
    Machine reference = new Machine(program);
    PackedMachine machine = new PackedMachine(reference);
    try (Workers workers = new Workers(options.workers())) {
      boolean pilot = true;
      while (true) {
        PackedSearch search = new PackedSearch(program, machine, options, monitor, workers);
        try {
          if (!search.run(pilot)) {
            pilot = false;
            continue;
          }
        } catch (OutOfBits outgrown) {
          machine.widen();
          continue;
        }
        return new PackedExplorer(program, reference, search).result();
      }
    }
  }

  private SearchResult result() {
    ImmutableList<Finding> findings = findings();
    return new SearchResult(
        findings,
        search.stateCount(),
        search.transitionCount(),
        search.completeDepth(),
        search.limit(),
        exhaustive
            ? search.machine.missed().stream()
                .map(missed -> new SearchResult.Unreached(missed.thread(), missed.instruction()))
                .collect(ImmutableList.toImmutableList())
            : ImmutableList.of(),
        search.elapsed());
  }

  private ImmutableList<Finding> findings() {
    PackedTargets targets = search.targets;
    List<PackedRuns.Goal> goals = new ArrayList<>();
    int[] goalOf = new int[targets.count()];
    for (int target = 0; target < targets.count(); target++) {
      goalOf[target] = -1;
      if (!targets.isEmpty(target)) {
        goalOf[target] = goals.size();
        goals.add(
            new PackedRuns.Goal(
                targets.states(target),
                targets.depth(target),
                targets.isFault(target),
                target == targets.builtIn(PackedTargets.ASSERTION)));
      }
    }
    int livelock = -1;
    if (exhaustive) {
      PackedRuns.Goal stuck = livelocks();
      if (stuck != null) {
        livelock = goals.size();
        goals.add(stuck);
      }
    }
    PackedRuns runs = goals.isEmpty() ? null : new PackedRuns(search, reference, goals);
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    for (int i = 0; i < program.properties().size(); i++) {
      findings.add(declared(program.properties().get(i), i, goalOf[i], runs));
    }
    int first = targets.builtIn(0);
    findings.add(builtIn(Finding.Kind.ASSERT, goalOf[first + PackedTargets.ASSERTION], runs));
    findings.add(builtIn(Finding.Kind.DEADLOCK, goalOf[first + PackedTargets.DEADLOCK], runs));
    findings.add(builtIn(Finding.Kind.LIVELOCK, livelock, runs));
    findings.add(
        builtIn(Finding.Kind.UNDEFINED_BEHAVIOUR, goalOf[first + PackedTargets.UNDEFINED], runs));
    findings.add(builtIn(Finding.Kind.DATA_RACE, goalOf[first + PackedTargets.RACE], runs));
    return findings.build();
  }

  /** The stuck states of the least depth. */
  private PackedRuns.@Nullable Goal livelocks() {
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
        return new PackedRuns.Goal(ImmutableIntArray.copyOf(states), depth, false, false);
      }
    }
    throw new AssertionError("stuck states that are at no depth");
  }

  private Finding declared(Property property, int index, int goal, @Nullable PackedRuns runs) {
    Finding.Kind kind = system.properties().get(index).kind();
    boolean witness = property.kind() == Property.Kind.WITNESS;
    if (goal < 0 || runs == null) {
      Verdict verdict = witness ? Verdict.UNREACHED : Verdict.HOLDS;
      return new Finding(property.name(), kind, exhaustive ? verdict : Verdict.UNKNOWN, null, "");
    }
    Schedule run = runs.shortest(goal);
    Truth truth = system.truth(index, replay(run));
    if (!truth.isUndefined() && truth.value() != witness) {
      throw notReproduced(property.name(), run);
    }
    boolean reached = witness && !truth.isUndefined();
    return new Finding(
        property.name(), kind, reached ? Verdict.REACHED : Verdict.BROKEN, run, truth.fault());
  }

  private Finding builtIn(Finding.Kind kind, int goal, @Nullable PackedRuns runs) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (goal < 0 || runs == null) {
      return new Finding(name, kind, exhaustive ? Verdict.HOLDS : Verdict.UNKNOWN, null, "");
    }
    Schedule run = runs.shortest(goal);
    State end = replay(run);
    Fault fault = end.fault();
    boolean stuck = reference.expand(end).successors().isEmpty();
    boolean confirmed =
        switch (kind) {
          case ASSERT -> fault != null && fault.kind() == Fault.Kind.ASSERTION;
          case UNDEFINED_BEHAVIOUR -> fault != null && fault.kind() == Fault.Kind.UNDEFINED;
          case DEADLOCK -> fault == null && stuck && !reference.isGoodEnd(end);
          case LIVELOCK -> fault == null && !stuck && !reference.isGoodEnd(end);
          case DATA_RACE -> reference.expand(end).race() != null;
          case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_TO ->
              throw new AssertionError("not built in: " + kind);
        };
    if (!confirmed) {
      throw notReproduced(name, run);
    }
    String detail =
        switch (kind) {
          case ASSERT, UNDEFINED_BEHAVIOUR -> fault == null ? "" : fault.text();
          case DEADLOCK -> system.deadlockText(end);
          case LIVELOCK -> "no end can be reached from here";
          case DATA_RACE -> system.raceText(end);
          case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_TO -> "";
        };
    return new Finding(name, kind, Verdict.BROKEN, run, detail);
  }

  /** Runs a schedule on the reference machine; gives its last state. */
  private State replay(Schedule schedule) {
    State state = reference.start(schedule.start(), null).state();
    for (Choice choice : schedule.choices()) {
      if (state == null) {
        break;
      }
      state = reference.step(state, choice).state();
    }
    if (state == null) {
      throw notReproduced("a property", schedule);
    }
    return state;
  }

  private static AssertionError notReproduced(String property, Schedule schedule) {
    return new AssertionError("the witness of " + property + " cannot be reproduced: " + schedule);
  }
}
