// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult.Limit;
import dev.pincer.verdict.Verdict;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what a search has found into findings. Nothing is said that a replay does not confirm. */
final class Verdicts<S> {
  private final TransitionSystem<S> system;
  private final Search<S> search;
  private final boolean exhaustive;

  Verdicts(TransitionSystem<S> system, Search<S> search) {
    this.system = system;
    this.search = search;
    this.exhaustive = search.limit() == Limit.NONE;
  }

  ImmutableList<Finding> findings() {
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    List<TransitionSystem.Judged> properties = system.properties();
    for (int i = 0; i < properties.size(); i++) {
      findings.add(declared(i, properties.get(i)));
    }
    findings.add(builtIn(Finding.Kind.ASSERT, search.assertions));
    findings.add(builtIn(Finding.Kind.DEADLOCK, search.deadlocks));
    findings.add(builtIn(Finding.Kind.LIVELOCK, exhaustive ? livelocks() : new Targets()));
    findings.add(builtIn(Finding.Kind.UNDEFINED_BEHAVIOUR, search.undefined));
    findings.add(builtIn(Finding.Kind.DATA_RACE, search.races));
    return findings.build();
  }

  // Declared properties.

  private Finding declared(int index, TransitionSystem.Judged property) {
    Targets targets = search.labels.targets(index);
    if (!targets.isEmpty()) {
      return reached(index, property, targets);
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
  private Finding reached(int index, TransitionSystem.Judged property, Targets targets) {
    Schedule witness = witness(property.name(), new PlainRuns(search, targets));
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
    BitSet asked = new BitSet();
    BitSet unpaid = new BitSet();
    for (int state = 0; state < search.store.size(); state++) {
      int part = search.store.visiblePart(state);
      boolean first = search.labels.isTrue(index, part);
      boolean paid = fromStart ? first : search.labels.isConsequenceTrue(index, part);
      asked.set(state, !fromStart && first);
      unpaid.set(state, !paid);
    }
    long fairThreads = -1L >>> (64 - system.threadCount()) & ~system.unfairThreads();
    FairRuns fair = new FairRuns(search.graph, fairThreads, unpaid, search.faulted);
    OwingRuns runs = new OwingRuns(search, asked, unpaid, fair.trapped(), fromStart);
    Schedule witness = ShortestRun.find(runs);
    if (witness == null) {
      return finding(property, Verdict.HOLDS, null, "");
    }
    S end = replay(property.name(), witness);
    ImmutableList<Choice> loop = fair.loop(search.store.find(end, end, -1));
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

  // Built-in properties.

  private Targets livelocks() {
    BitSet ends = new BitSet();
    int count = search.store.size();
    for (int state = 0; state < count; state++) {
      if (search.isEnd(state) || search.goodEnds.get(state)) {
        ends.set(state);
      }
    }
    BitSet stuck = Livelock.states(search.graph, count, ends);
    Targets targets = new Targets();
    for (int state = stuck.nextSetBit(0); state >= 0; state = stuck.nextSetBit(state + 1)) {
      targets.add(state, search.depth(state));
    }
    return targets;
  }

  private Finding builtIn(Finding.Kind kind, Targets targets) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    if (targets.isEmpty()) {
      return new Finding(name, kind, undecidedOr(Verdict.HOLDS), null, "");
    }
    Schedule witness = witness(name, new PlainRuns(search, targets));
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

  private static Schedule witness(String property, RunGraph runs) {
    Schedule witness = ShortestRun.find(runs);
    if (witness == null) {
      throw new AssertionError("no run to the states that decide " + property);
    }
    return witness;
  }

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
