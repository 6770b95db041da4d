// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Code;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reference machine of one program in one memory model.
 *
 * <p>Every method is a pure function of its arguments; an {@link EventSink} is told of what
 * happened, a {@link Coverage} is marked. Choices that a run leaves open are enumerated by running
 * it again with other picks.
 *
 * <p>What no C compiler would warn of may still go on for ever: a step that executes more than
 * {@value Run#MAX_INSTRUCTIONS} instructions, or whose chooses have more than {@value
 * Picks#MAX_COMBINATIONS} combinations, is undefined behaviour.
 */
public final class Machine {
  private static final ThreadState AT_ENTRY =
      new ThreadState(0, ImmutableIntArray.of(), ImmutableLongArray.of());

  private final Program program;
  private final MemoryModel model;
  private final Layout layout;

  /** Where loads may give what was overwritten: what threads may still touch. */
  private final @Nullable Reach reach;

  /** Where a thread stands at first. */
  private final ThreadState entry;

  private final ImmutableList<CodeTable> initials;

  /** One for each thread; threads that share a code share its table. */
  private final ImmutableList<CodeTable> threads;

  /** Properties, in the order of the program; consequences behind their first condition. */
  private final IdentityHashMap<Code, CodeTable> properties = new IdentityHashMap<>();

  private final int codeCount;

  /** Those of the thread that calls, for runs without a sink: no such run begins within another. */
  private final ThreadLocal<Registers> scratch = ThreadLocal.withInitial(Registers::new);

  /** The machine under sequential consistency. */
  public Machine(Program program) {
    this(program, MemoryModel.sc());
  }

  public Machine(Program program, MemoryModel model) {
    this.program = program;
    this.model = model.fresh();
    this.entry = AT_ENTRY.with(model.initial());
    this.reach = model.hasPast() ? new Reach(program) : null;
    this.layout =
        new Layout(
            program,
            reach == null ? new boolean[program.memory().places().size()] : reach.unshared());
    this.initials =
        program.initials().stream()
            .map(code -> new CodeTable(-1, code, program.memory()))
            .collect(ImmutableList.toImmutableList());
    IdentityHashMap<Code, CodeTable> tables = new IdentityHashMap<>();
    ImmutableList.Builder<CodeTable> ofThreads = ImmutableList.builder();
    for (ThreadCode thread : program.threads()) {
      CodeTable table = tables.get(thread.code());
      if (table == null) {
        table =
            reach == null
                ? new CodeTable(tables.size(), thread.code(), program.memory())
                : new CodeTable(
                    tables.size(),
                    thread.code(),
                    program.memory(),
                    reach.unsharedBlocks(thread.code(), layout.unshared));
        tables.put(thread.code(), table);
      }
      ofThreads.add(table);
    }
    this.threads = ofThreads.build();
    this.codeCount = tables.size();
    program
        .properties()
        .forEach(
            property -> {
              addProperty(property.code());
              if (property.consequence() != null) {
                addProperty(property.consequence());
              }
            });
  }

  private void addProperty(Code code) {
    properties.put(code, new CodeTable(-1, code, program.memory()));
  }

  public Program program() {
    return program;
  }

  /** A number for the code of a thread; threads that share a code share its number. */
  public int codeOf(int thread) {
    return threads.get(thread).number;
  }

  public MemoryModel model() {
    return model;
  }

  /**
   * Whether no run comes to a state, although each step on the way can be taken; what is wrong
   * there says nothing. Cost: may be that of a search from there.
   */
  public boolean isImpossible(State state) {
    return model.isImpossible(this, state);
  }

  /**
   * How many stores that others may have seen {@code thread} has still to come to. A run without
   * end on which this never falls, and never is 0, is none.
   */
  public int owed(State state, int thread) {
    return model.owed(state, thread);
  }

  /** Whether {@link #owed} may ever be more than 0. */
  public boolean owes() {
    return model.owes();
  }

  /** Whether the memory model has left anything out so far. */
  public boolean isCut() {
    return model.isCut();
  }

  /** Threads of the program, and as many again where memory takes steps of its own. */
  public int agentCount() {
    return model.hasSteps() ? 2 * threads.size() : threads.size();
  }

  /** A thread that has returned, and all of whose stores are seen. */
  public ThreadState returned() {
    return ThreadState.DONE.with(model.initial());
  }

  /** A coverage without marks. */
  public Coverage coverage() {
    int[] lengths = new int[codeCount];
    ImmutableIntArray.Builder codes = ImmutableIntArray.builder();
    for (CodeTable table : threads) {
      codes.add(table.number);
      lengths[table.number] = table.instructions.length;
    }
    return new Coverage(codes.build(), ImmutableIntArray.copyOf(lengths));
  }

  // The beginning.

  /** All initial states, in the order of their picks; there is at least one. */
  public ImmutableList<Start> starts() {
    return starts(null);
  }

  /** As {@link #starts()}; marks what the threads execute before their first access. */
  public ImmutableList<Start> starts(@Nullable Coverage coverage) {
    ImmutableList.Builder<Start> starts = ImmutableList.builder();
    Picks picks = Picks.all();
    do {
      Outcome outcome = start(picks, null, coverage);
      if (outcome.state() == null) {
        throw new AssertionError("no initial state: " + outcome);
      }
      starts.add(new Start(picks.toImmutable(), outcome.state()));
    } while (picks.advance());
    return starts.build();
  }

  /**
   * The initial state that these picks lead to, or why they do not fit. The sink is told the events
   * of the initial codes and of what the threads do before their first access.
   */
  public Outcome start(ImmutableIntArray picks, @Nullable EventSink sink) {
    Picks given = Picks.given(picks);
    Outcome outcome = start(given, sink, null);
    return checkAllUsed(outcome, given);
  }

  private Outcome start(Picks picks, @Nullable EventSink sink, @Nullable Coverage coverage) {
    ImmutableLongArray.Builder initial =
        ImmutableLongArray.builder(program.memory().places().size());
    for (Place place : program.memory().places()) {
      initial.add(place.hole() ? 0 : place.initial());
    }
    ThreadState[] stand = new ThreadState[threads.size()];
    Arrays.fill(stand, entry);
    State state = new State(initial.build(), ImmutableList.copyOf(stand), model.shared(), null);
    for (int i = 0; i < initials.size(); i++) {
      CodeTable code = initials.get(i);
      Run run =
          new Run(
              layout,
              code,
              -1,
              Run.Extent.WHOLE,
              new Port(layout, state.memory()),
              AT_ENTRY,
              registers(sink),
              picks,
              sink);
      Outcome outcome = outcome(state, -1, run, null);
      if (outcome.state() == null) {
        return outcome;
      }
      state = outcome.state();
      Fault fault = state.fault();
      if (fault != null) {
        Fault here = new Fault(fault.kind(), -1 - i, fault.instruction(), fault.text());
        return Outcome.stepped(new State(state.memory(), state.threads(), state.shared(), here));
      }
    }
    for (int thread = 0; thread < threads.size(); thread++) {
      Run run =
          new Run(
              layout,
              threads.get(thread),
              thread,
              Run.Extent.PROLOGUE,
              model.port(layout, threads.get(thread), state, thread, entry, picks),
              entry,
              registers(sink),
              picks,
              sink);
      if (coverage != null) {
        run.notePath();
      }
      Outcome outcome = outcome(state, thread, run, coverage);
      if (outcome.state() == null || outcome.state().fault() != null) {
        return outcome;
      }
      state = outcome.state();
    }
    return Outcome.stepped(state);
  }

  // Steps.

  /** All that {@code state} offers; nothing if its run has ended with a fault. */
  public Expansion expand(State state) {
    return expand(state, null);
  }

  /** As {@link #expand(State)}; marks what the transitions execute. */
  public Expansion expand(State state, @Nullable Coverage coverage) {
    if (state.fault() != null) {
      return new Expansion(ImmutableList.of(), null, false);
    }
    ImmutableList.Builder<Successor> successors = ImmutableList.builder();
    List<AccessLog> accesses = new ArrayList<>();
    List<Integer> takers = new ArrayList<>();
    boolean plain = false;
    boolean lacksRoom = false;
    for (int thread = 0; thread < threads.size(); thread++) {
      ImmutableList<LocalStep> steps = steps(state, thread, null, coverage);
      lacksRoom |= steps.isEmpty() && lacksRoom(state, thread);
      for (LocalStep step : steps) {
        successors.add(step.successor());
        plain |= step.accesses().hasPlain();
        accesses.add(step.accesses().log());
        takers.add(thread);
      }
    }
    if (model.hasSteps()) {
      for (int thread = 0; thread < threads.size(); thread++) {
        ImmutableList<State> taken = model.steps(this, state, thread, null);
        for (int i = 0; i < taken.size(); i++) {
          successors.add(new Successor(ofMemory(thread, i, taken.size()), taken.get(i), false));
        }
      }
    }
    return new Expansion(successors.build(), plain ? firstRace(accesses, takers) : null, lacksRoom);
  }

  /** Whether a thread that is not enabled would be if there were more room for its stores. */
  public boolean lacksRoom(State state, int thread) {
    ThreadState stand = state.threads().get(thread);
    return !stand.hasReturned()
        && (model.lacksRoom(stand.hidden(), threads.get(thread).instructions[stand.pc()])
            || (model.isCut() && isCut(state, thread)));
  }

  private boolean isCut(State state, int thread) {
    for (State after : rawSteps(state, thread)) {
      State settled = model.settle(this, after);
      if (settled != null && !model.hasRoom(settled)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The transitions of one thread from a state without fault, in the order of their picks; none if
   * it has returned or an await holds it back. They depend on the thread and on what the footprint
   * says was read, and on nothing else.
   */
  public ImmutableList<LocalStep> steps(
      State state, int thread, @Nullable Footprint footprint, @Nullable Coverage coverage) {
    if (state.threads().get(thread).hasReturned()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<LocalStep> steps = ImmutableList.builder();
    Picks picks = Picks.all();
    do {
      Run run = step(state, thread, picks, null, footprint, coverage != null);
      Outcome outcome = settled(outcome(state, thread, run, coverage));
      if (outcome.state() != null) {
        Choice choice = new Choice(thread, picks.toImmutable());
        steps.add(
            new LocalStep(
                new Successor(choice, outcome.state(), run.hasAcquired()),
                footprint == null ? ImmutableIntArray.of() : footprint.written(),
                new LocalStep.Accesses(run.accesses())));
      }
    } while (picks.advance());
    return steps.build();
  }

  /**
   * As {@link #steps}, of the steps that memory takes for a thread, where the memory model {@link
   * MemoryModel#isLocal}. They depend on the thread alone.
   */
  public ImmutableList<LocalStep> stepsOfMemory(State state, int thread, Footprint footprint) {
    ImmutableList<State> taken = model.steps(this, state, thread, footprint);
    ImmutableList.Builder<LocalStep> steps = ImmutableList.builder();
    for (int i = 0; i < taken.size(); i++) {
      steps.add(
          new LocalStep(
              new Successor(ofMemory(thread, i, taken.size()), taken.get(i), false),
              footprint.written(),
              new LocalStep.Accesses(new AccessLog())));
    }
    return steps.build();
  }

  /** Whether accesses of two threads that may both be next are a data race. */
  public boolean isRace(LocalStep.Accesses accesses, LocalStep.Accesses others) {
    return (accesses.hasPlain() || others.hasPlain())
        && accesses.log().raceWith(others.log(), 0, 1, layout) != null;
  }

  private @Nullable Race firstRace(List<AccessLog> accesses, List<Integer> threads) {
    for (int i = 0; i < accesses.size(); i++) {
      for (int j = i + 1; j < accesses.size(); j++) {
        int first = threads.get(i);
        int second = threads.get(j);
        if (first != second) {
          Race race = accesses.get(i).raceWith(accesses.get(j), first, second, layout);
          if (race != null) {
            return race;
          }
        }
      }
    }
    return null;
  }

  /** What becomes of {@code choice} in {@code state}. */
  public Outcome step(State state, Choice choice) {
    return step(state, choice, null);
  }

  /**
   * As {@link #step(State, Choice)}. The sink is told the events of the step, or of a step that
   * does not happen those before what stops it.
   */
  public Outcome step(State state, Choice choice, @Nullable EventSink sink) {
    if (state.fault() != null) {
      return Outcome.misfit(Outcome.Kind.ENDED);
    }
    if (choice.thread() < 0 || choice.thread() >= agentCount()) {
      return Outcome.misfit(Outcome.Kind.NO_SUCH_THREAD);
    }
    if (choice.thread() >= threads.size()) {
      return stepOfMemory(state, choice, sink);
    }
    if (state.threads().get(choice.thread()).hasReturned()) {
      return Outcome.misfit(Outcome.Kind.HAS_RETURNED);
    }
    Picks picks = Picks.given(choice.picks());
    Run run = step(state, choice.thread(), picks, sink, null, false);
    return checkAllUsed(settled(outcome(state, choice.thread(), run, null)), picks);
  }

  /** The choice of one of {@code count} steps of memory; where there is one, it needs no pick. */
  private Choice ofMemory(int thread, int index, int count) {
    return count == 1
        ? Choice.of(threads.size() + thread)
        : new Choice(threads.size() + thread, ImmutableIntArray.of(index));
  }

  private Outcome stepOfMemory(State state, Choice choice, @Nullable EventSink sink) {
    int thread = choice.thread() - threads.size();
    ImmutableList<State> taken = model.steps(this, state, thread, null);
    for (int i = 0; i < taken.size(); i++) {
      if (ofMemory(thread, i, taken.size()).equals(choice)) {
        if (sink != null) {
          tellSeen(state, taken.get(i), thread, sink);
        }
        return Outcome.stepped(taken.get(i));
      }
    }
    return Outcome.misfit(Outcome.Kind.NOTHING_DELAYED);
  }

  /** Tells of what differs in memory. */
  private static void tellSeen(State before, State after, int thread, EventSink sink) {
    int length = before.memory().length();
    boolean any = false;
    for (int place = 0; place < length; place++) {
      if (before.memory().get(place) != after.memory().get(place)) {
        any = true;
        sink.event(
            thread,
            new Event.Seen(
                place,
                before.memory().subArray(place, place + 1),
                after.memory().subArray(place, place + 1)));
      }
    }
    if (!any) {
      sink.event(thread, new Event.Seen(0, ImmutableLongArray.of(), ImmutableLongArray.of()));
    }
  }

  Layout layout() {
    return layout;
  }

  /** What threads may still touch, where the memory model {@link MemoryModel#hasPast}. */
  Reach reach() {
    if (reach == null) {
      throw new IllegalStateException("nobody asks that under " + model);
    }
    return reach;
  }

  /** What the next step of a thread touches, by address; none if it waits. */
  BitSet touchedNext(State state, int thread) {
    BitSet touched = new BitSet();
    if (!state.threads().get(thread).hasReturned()) {
      Picks picks = Picks.all();
      do {
        step(state, thread, picks, null, null, false).accesses().addTo(touched);
      } while (picks.advance());
    }
    return touched;
  }

  /** The states behind the steps of one thread, as they are before they are settled. */
  ImmutableList<State> rawSteps(State state, int thread) {
    if (state.threads().get(thread).hasReturned()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<State> states = ImmutableList.builder();
    Picks picks = Picks.all();
    do {
      State after =
          outcome(state, thread, step(state, thread, picks, null, null, false), null).state();
      if (after != null) {
        states.add(after);
      }
    } while (picks.advance());
    return states.build();
  }

  /** An outcome in a state of the memory model. */
  private Outcome settled(Outcome outcome) {
    State state = outcome.state();
    if (state == null) {
      return outcome;
    }
    State settled = model.settle(this, state);
    if (settled == null) {
      return Outcome.misfit(Outcome.Kind.BROKEN_PROMISE);
    }
    if (!model.hasRoom(settled)) {
      return Outcome.misfit(Outcome.Kind.NO_ROOM);
    }
    return settled.equals(state) ? outcome : Outcome.stepped(settled);
  }

  /**
   * A run of one step, over. Where nobody can tell when some of it is done, that is part of the
   * step; but not of one that would not come to its end with it.
   */
  private Run step(
      State state,
      int thread,
      Picks picks,
      @Nullable EventSink sink,
      @Nullable Footprint footprint,
      boolean notesPath) {
    boolean merges = reach != null && reach.reduces();
    if (merges) {
      Run run = begun(state, thread, picks, null);
      run.merge();
      if (notesPath) {
        run.notePath();
      }
      run.run();
      if (sink == null && !run.wentTooFar()) {
        return run;
      }
      merges = !run.wentTooFar();
      picks.again();
    }
    Run run = begun(state, thread, picks, sink);
    if (merges) {
      run.merge();
    }
    if (notesPath) {
      run.notePath();
    }
    run.tell(footprint);
    run.run();
    return run;
  }

  private Run begun(State state, int thread, Picks picks, @Nullable EventSink sink) {
    ThreadState stand = state.threads().get(thread);
    return new Run(
        layout,
        threads.get(thread),
        thread,
        Run.Extent.STEP,
        model.port(layout, threads.get(thread), state, thread, stand, picks),
        stand,
        registers(sink),
        picks,
        sink);
  }

  /** A sink may call the machine again in the middle of a run. */
  private Registers registers(@Nullable EventSink sink) {
    return sink == null ? scratch.get() : new Registers();
  }

  /** Does the run, and puts what it leaves behind in the place of what stood in {@code before}. */
  private Outcome outcome(State before, int thread, Run run, @Nullable Coverage coverage) {
    Run.End end = run.run();
    if (coverage != null && end != Run.End.WAITS) {
      run.markPath(coverage);
    }
    return switch (end) {
      case BOUNDARY, RETURNED -> Outcome.stepped(after(before, thread, run));
      case FAULT ->
          Outcome.stepped(
              new State(before.memory(), before.threads(), before.shared(), run.fault()));
      case WAITS -> {
        Hidden hidden = run.inVain();
        if (hidden == null) {
          yield new Outcome(Outcome.Kind.WAITS, null, run.stoppedAt(), 0);
        }
        ThreadState stand = before.threads().get(thread);
        yield Outcome.stepped(before.with(before.memory(), thread, stand.with(hidden)));
      }
      case MISSING_PICK ->
          new Outcome(Outcome.Kind.MISSING_PICK, null, run.stoppedAt(), run.choiceCount());
      case PICK_OUT_OF_RANGE ->
          new Outcome(Outcome.Kind.PICK_OUT_OF_RANGE, null, run.stoppedAt(), run.choiceCount());
    };
  }

  private static State after(State before, int thread, Run run) {
    ImmutableList<ThreadState> all = before.threads();
    if (thread >= 0) {
      ThreadState[] stand = all.toArray(new ThreadState[0]);
      stand[thread] = run.thread();
      all = ImmutableList.copyOf(stand);
    }
    Hidden shared = run.shared();
    return new State(run.memory(), all, shared == null ? before.shared() : shared, null);
  }

  private static Outcome checkAllUsed(Outcome outcome, Picks picks) {
    return outcome.state() == null || picks.allUsed()
        ? outcome
        : new Outcome(Outcome.Kind.SUPERFLUOUS_PICKS, null, -1, picks.used());
  }

  /**
   * The await that holds {@code thread} back in {@code state}, if its chooses give 0 as long as
   * they may; -1 if it can take a step or has returned.
   */
  public int waitsAt(State state, int thread) {
    if (state.fault() != null || state.threads().get(thread).hasReturned()) {
      return -1;
    }
    Run run = step(state, thread, Picks.all(), null, null, false);
    return run.run() == Run.End.WAITS ? run.stoppedAt() : -1;
  }

  // What is true of a state.

  /** Runs a property of the program, in one go. Cost: as its code. */
  public Evaluation evaluate(Code property, State state) {
    return evaluate(property, state, null, null);
  }

  /** As {@link #evaluate(Code, State)}; the footprint is told what the truth depends on. */
  public Evaluation evaluate(Code property, State state, Footprint footprint) {
    return evaluate(property, state, null, footprint);
  }

  /** As {@link #evaluate(Code, State)}, with its events. */
  public Evaluation evaluate(Code property, State state, @Nullable EventSink sink) {
    return evaluate(property, state, sink, null);
  }

  private Evaluation evaluate(
      Code property, State state, @Nullable EventSink sink, @Nullable Footprint footprint) {
    CodeTable code = properties.get(property);
    if (code == null) {
      code = new CodeTable(-1, property, program.memory());
    }
    Run run =
        new Run(
            layout,
            code,
            -1,
            Run.Extent.WHOLE,
            new Port(layout, state.memory()),
            AT_ENTRY,
            registers(sink),
            Picks.given(ImmutableIntArray.of()),
            sink);
    run.tell(footprint);
    return switch (run.run()) {
      case RETURNED -> new Evaluation(run.returned() != 0, null);
      case FAULT -> new Evaluation(false, run.fault());
      case BOUNDARY, WAITS, MISSING_PICK, PICK_OUT_OF_RANGE ->
          throw new AssertionError("a property stops at " + run.stoppedAt());
    };
  }

  /**
   * Whether all threads but the daemons have returned, what they have stored is seen by all, and
   * there was no fault.
   */
  public boolean isGoodEnd(State state) {
    if (state.fault() != null) {
      return false;
    }
    for (int thread = 0; thread < threads.size(); thread++) {
      ThreadState stand = state.threads().get(thread);
      if (!program.threads().get(thread).daemon()
          && !(stand.hasReturned() && model.isQuiet(stand.hidden()))) {
        return false;
      }
    }
    return true;
  }
}
