// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Event;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import dev.pincer.program.Order;
import dev.pincer.program.Origin;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.Register;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import dev.pincer.program.Watch;
import dev.pincer.replay.Trace;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A trace without an engine: the text of the functions, the places, and then what each step does,
 * told in pieces of that text.
 */
final class HandMadeTrace {
  private final List<SourceFile> files = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Integer> instances = new HashMap<>();
  private final List<Cpu> threads = new ArrayList<>();
  private final List<Trace.Step> steps = new ArrayList<>();
  private final List<Long> memory = new ArrayList<>();

  HandMadeTrace() {
    place("", new ValueType.Bool(), 0);
  }

  HandMadeTrace file(String path, String text) {
    files.add(new SourceFile(path, text));
    return this;
  }

  HandMadeTrace place(String path, ValueType type, long initial) {
    places.add(new Place(path, path, type, initial, false, places.isEmpty(), null));
    memory.add(initial);
    return this;
  }

  Cpu cpu(String name) {
    Cpu cpu = new Cpu(threads.size(), name);
    threads.add(cpu);
    return cpu;
  }

  Trace trace() {
    ImmutableList.Builder<ThreadCode> codes = ImmutableList.builder();
    for (Cpu cpu : threads) {
      codes.add(new ThreadCode(cpu.name, cpu.code(), false, 0, 1));
    }
    Program program =
        new Program(
            "hand-made",
            new Memory(ImmutableList.copyOf(places), ImmutableList.of()),
            ImmutableList.of(),
            codes.build(),
            ImmutableList.of());
    ImmutableList.Builder<ImmutableList<Event>> prologue = ImmutableList.builder();
    ImmutableList.Builder<ThreadState> starts = ImmutableList.builder();
    for (Cpu cpu : threads) {
      prologue.add(ImmutableList.of());
      starts.add(at(cpu.firstPc));
    }
    // The pcs behind the steps are those at which the thread's next step begins.
    List<Trace.Step> fixed = new ArrayList<>();
    int[] taken = new int[threads.size()];
    ImmutableList<ThreadState> now = starts.build();
    State start = new State(ImmutableLongArray.of(), now, null);
    for (Trace.Step step : steps) {
      int thread = step.choice().thread();
      List<Integer> pcs = threads.get(thread).stepPcs;
      taken[thread]++;
      int next = taken[thread] < pcs.size() ? pcs.get(taken[thread]) : ThreadState.RETURNED;
      List<ThreadState> changed = new ArrayList<>(now);
      changed.set(thread, at(next));
      now = ImmutableList.copyOf(changed);
      fixed.add(
          new Trace.Step(
              step.choice(), step.events(), new State(ImmutableLongArray.of(), now, null)));
    }
    ImmutableList<Choice> choices =
        fixed.stream().map(Trace.Step::choice).collect(ImmutableList.toImmutableList());
    return new Trace(
        program,
        MemoryModel.sc(),
        new Schedule(ImmutableIntArray.of(), choices),
        start,
        prologue.build(),
        ImmutableList.copyOf(fixed));
  }

  private static ThreadState at(int pc) {
    return new ThreadState(pc, ImmutableIntArray.of(), ImmutableLongArray.of());
  }

  private Span find(String text) {
    for (SourceFile file : files) {
      int at = file.text().indexOf(text);
      if (at >= 0) {
        return new Span(file, at, at + text.length());
      }
    }
    throw new AssertionError("no such text: " + text);
  }

  private static Span inside(Span outer, String text) {
    int at = outer.text().indexOf(text);
    if (at < 0) {
      throw new AssertionError(text + " is not in " + outer.text());
    }
    return new Span(outer.file(), outer.start() + at, outer.start() + at + text.length());
  }

  private int address(String path) {
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i).path().equals(path) || places.get(i).path().startsWith(path + ".")) {
        return i;
      }
    }
    throw new AssertionError("no such place: " + path);
  }

  /** One thread; its events are told in order. */
  final class Cpu {
    private final int index;
    private final String name;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Register> registers = new ArrayList<>();
    private final List<Origin.Frame> frames = new ArrayList<>();
    private final List<Integer> stepPcs = new ArrayList<>();
    private int firstPc;
    private List<Event> events = new ArrayList<>();

    Cpu(int index, String name) {
      this.index = index;
      this.name = name;
    }

    Code code() {
      ImmutableList.Builder<Code.RegisterSet> live = ImmutableList.builder();
      instructions.forEach(i -> live.add(new Code.RegisterSet(new BitSet())));
      return new Code(
          name,
          ImmutableList.copyOf(instructions),
          ImmutableList.copyOf(origins),
          ImmutableList.copyOf(registers),
          ImmutableList.of(),
          live.build());
    }

    /**
     * From here on, what happens is in {@code function}, called by {@code call} in {@code
     * statement}.
     */
    Cpu enter(String function, String call, String statement) {
      Span statementSpan = find(statement);
      int instance = instances.computeIfAbsent(name + frames + call, key -> instances.size());
      Span definition = find(" " + function + "(");
      frames.add(
          new Origin.Frame(
              function,
              inside(statementSpan, call),
              statementSpan,
              new Span(definition.file(), definition.start() + 1, definition.end() - 1),
              instance));
      return this;
    }

    Cpu leave() {
      frames.remove(frames.size() - 1);
      return this;
    }

    private int instruction(Instruction instruction, String expression, String statement) {
      Span statementSpan = find(statement);
      instructions.add(instruction);
      origins.add(
          new Origin(
              inside(statementSpan, expression), statementSpan, ImmutableList.copyOf(frames)));
      return instructions.size() - 1;
    }

    Cpu read(String place, int count, String expression, String statement) {
      int address = address(place);
      int at = instruction(new Instruction.Jump(0), expression, statement);
      ImmutableLongArray values = values(address, count);
      events.add(
          new Event.Accessed(at, false, address, values, values, Order.RELAXED, false, false));
      return this;
    }

    Cpu write(String place, String expression, String statement, long... after) {
      int address = address(place);
      int at = instruction(new Instruction.Jump(0), expression, statement);
      ImmutableLongArray before = values(address, after.length);
      for (int i = 0; i < after.length; i++) {
        memory.set(address + i, after[i]);
      }
      events.add(
          new Event.Accessed(
              at,
              true,
              address,
              before,
              ImmutableLongArray.copyOf(after),
              Order.RELAXED,
              false,
              false));
      return this;
    }

    private ImmutableLongArray values(int address, int count) {
      return ImmutableLongArray.copyOf(memory.subList(address, address + count));
    }

    Cpu assign(String name, ValueType type, long value, String statement) {
      int at = instruction(new Instruction.Jump(0), statement, statement);
      registers.add(new Register(name, "", type, false));
      events.add(new Event.Assigned(at, registers.size() - 1, value));
      return this;
    }

    /** A condition that is decided by the value of {@code expression}. */
    Cpu decide(boolean truth, String expression, String statement, ValueType type, long value) {
      Watch watch = new Watch(inside(find(statement), expression), new Expr.Const(value), type);
      int at =
          instruction(
              new Instruction.Branch(new Expr.Const(0), 0, 0, ImmutableList.of(watch)),
              expression,
              statement);
      events.add(new Event.Decided(at, truth, ImmutableList.of(OptionalLong.of(value))));
      return this;
    }

    /** All since the last call is one step. */
    Cpu step() {
      if (stepPcs.isEmpty()) {
        firstPc = events.get(0).instruction();
      }
      stepPcs.add(events.get(0).instruction());
      steps.add(
          new Trace.Step(
              Choice.of(index),
              ImmutableList.copyOf(events),
              new State(ImmutableLongArray.of(), ImmutableList.of(), null)));
      events = new ArrayList<>();
      return this;
    }
  }
}
