// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Coverage;
import dev.pincer.machine.Evaluation;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.Outcome;
import dev.pincer.machine.Race;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.program.Code;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.schedule.Choice;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A program on the reference machine. */
public final class ProgramSystem implements TransitionSystem<State> {
  private final Program program;
  private final Machine machine;
  private final Coverage coverage;
  private final ImmutableList<Judged> properties;

  /** Whether the memory model had no room for a store somewhere. */
  private final AtomicBoolean lacksRoom = new AtomicBoolean();

  /** Under sequential consistency. */
  public ProgramSystem(Program program) {
    this(program, MemoryModel.sc());
  }

  public ProgramSystem(Program program, MemoryModel memory) {
    this.program = program;
    this.machine = new Machine(program, memory);
    this.coverage = machine.coverage();
    this.properties =
        program.properties().stream()
            .map(property -> new Judged(kind(property.kind()), property.name()))
            .collect(ImmutableList.toImmutableList());
  }

  Machine machine() {
    return machine;
  }

  @Override
  public int threadCount() {
    return machine.agentCount();
  }

  @Override
  public long unfairThreads() {
    long unfair = 0;
    for (int thread = 0; thread < program.threads().size(); thread++) {
      unfair |= program.threads().get(thread).fair() ? 0 : 1L << thread;
    }
    return unfair;
  }

  @Override
  public ImmutableList<Judged> properties() {
    return properties;
  }

  private static Finding.Kind kind(Property.Kind kind) {
    return switch (kind) {
      case INVARIANT -> Finding.Kind.INVARIANT;
      case FINALLY -> Finding.Kind.FINALLY;
      case WITNESS -> Finding.Kind.WITNESS;
      case EVENTUALLY -> Finding.Kind.EVENTUALLY;
      case LEADS_TO -> Finding.Kind.LEADS_TO;
    };
  }

  @Override
  public ImmutableList<Begun<State>> starts() {
    ImmutableList.Builder<Begun<State>> starts = ImmutableList.builder();
    for (Start start : machine.starts(coverage)) {
      starts.add(new Begun<>(start.picks(), start.state()));
    }
    return starts.build();
  }

  @Override
  public Moves<State> moves(State state) {
    Expansion expansion = machine.expand(state, coverage);
    if (expansion.lacksRoom()) {
      lacksRoom.set(true);
    }
    ImmutableList.Builder<Move<State>> moves =
        ImmutableList.builderWithExpectedSize(expansion.successors().size());
    for (Successor successor : expansion.successors()) {
      moves.add(new Move<>(successor.choice(), successor.state(), successor.acquires()));
    }
    return new Moves<>(moves.build(), expansion.race() != null && !isImpossible(state));
  }

  @Override
  public @Nullable State step(State state, Choice choice) {
    Outcome outcome = machine.step(state, choice);
    return outcome.state();
  }

  @Override
  public Truth truth(int property, State state) {
    return truth(program.properties().get(property).code(), state);
  }

  @Override
  public Truth consequence(int property, State state) {
    Code code = program.properties().get(property).consequence();
    if (code == null) {
      throw new AssertionError("leads_to without a second condition");
    }
    return truth(code, state);
  }

  private Truth truth(Code code, State state) {
    Evaluation evaluation = machine.evaluate(code, state);
    Fault fault = evaluation.fault();
    return fault == null ? Truth.of(evaluation.truth()) : Truth.undefined(fault.text());
  }

  @Override
  public boolean isGoodEnd(State state) {
    return machine.isGoodEnd(state);
  }

  @Override
  public boolean isImpossible(State state) {
    return machine.isImpossible(state);
  }

  @Override
  public boolean lacksRoom(State state) {
    return machine.expand(state).lacksRoom();
  }

  @Override
  public int owed(State state, int thread) {
    return machine.owed(state, thread);
  }

  @Override
  public boolean owes() {
    return machine.owes();
  }

  @Override
  public @Nullable Fault fault(State state) {
    return state.fault();
  }

  @Override
  public String raceText(State state) {
    Race race = machine.expand(state).race();
    return race == null
        ? ""
        : "data-race in "
            + function(race.first(), race.firstInstruction())
            + " / "
            + function(race.second(), race.secondInstruction())
            + " on "
            + program.memory().places().get(race.address()).path();
  }

  private String function(int thread, int instruction) {
    ThreadCode code = program.threads().get(thread);
    return code.code().origins().get(instruction).function(code.name());
  }

  @Override
  public String deadlockText(State state) {
    List<String> waiting = new ArrayList<>();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      int instruction = machine.waitsAt(state, thread);
      if (instruction >= 0) {
        String name = program.threads().get(thread).name();
        String function = function(thread, instruction);
        waiting.add(name + " waits" + (function.equals(name) ? "" : " in " + function + "()"));
      }
    }
    return String.join(", ", waiting);
  }

  @Override
  public StateStore<State> newStore() {
    return new ProgramStates(program.memory().places().size(), program.threads().size());
  }

  @Override
  public boolean isCut() {
    return lacksRoom.get() || machine.isCut();
  }

  @Override
  public ImmutableList<SearchResult.Unreached> unreached() {
    return coverage.missed().stream()
        .map(missed -> new SearchResult.Unreached(missed.thread(), missed.instruction()))
        .collect(ImmutableList.toImmutableList());
  }
}
