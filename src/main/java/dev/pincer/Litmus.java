// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.corpus.Corpus;
import dev.pincer.diag.Diagnostics;
import dev.pincer.explore.FinalStates;
import dev.pincer.litmus.LitmusParser;
import dev.pincer.litmus.LitmusTest;
import dev.pincer.litmus.Observed;
import dev.pincer.litmus.Value;
import dev.pincer.lower.Lower;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.ValueType;
import dev.pincer.replay.Replay;
import dev.pincer.replay.ScheduleMisfitException;
import dev.pincer.replay.Trace;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.report.Subject;
import dev.pincer.schedule.Schedule;
import dev.pincer.source.SourceFile;
import dev.pincer.syntax.Includes;
import dev.pincer.syntax.Parsed;
import dev.pincer.syntax.Parser;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A C litmus test of the kernel's format. Immutable. */
public final class Litmus {
  private final LitmusTest test;
  private final Program program;

  private Litmus(LitmusTest test, Program program) {
    this.test = test;
    this.program = program;
  }

  /**
   * Reads a test, with the words of the models folder.
   *
   * @throws ModelException if it is wrong, or asks for what is not supported
   */
  public static Litmus load(Models models, Path file) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile source = Corpus.read(file, diagnostics);
    if (source == null) {
      throw ModelException.of(diagnostics);
    }
    return of(models, source);
  }

  /** As {@link #load}, of a text. */
  public static Litmus of(Models models, SourceFile source) {
    Diagnostics diagnostics = new Diagnostics();
    LitmusTest test = LitmusParser.parse(source, diagnostics);
    if (test == null) {
      throw ModelException.of(diagnostics);
    }
    Parsed parsed =
        Parser.parse(test.model(), includes(models, test), ImmutableMap.of(), diagnostics);
    Program program =
        diagnostics.hasErrors() ? null : Lower.program(parsed.unit(), test.name(), diagnostics);
    if (program == null || diagnostics.hasErrors()) {
      throw ModelException.of(test.origins().of(diagnostics));
    }
    return new Litmus(test, program);
  }

  private static Includes includes(Models models, LitmusTest test) {
    return new Includes() {
      @Override
      public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
        return name.equals(LitmusTest.PRELUDE) ? test.prelude() : models.corpus().words(name);
      }

      @Override
      public ImmutableList<String> names() {
        return ImmutableList.of();
      }
    };
  }

  public LitmusTest test() {
    return test;
  }

  public Program program() {
    return program;
  }

  /** Explores all of it, and judges its condition. */
  public LitmusOutcome check(MemoryModel memory, Search search) {
    ImmutableIntArray.Builder addresses = ImmutableIntArray.builder();
    for (Observed item : test.all()) {
      addresses.add(address(item));
    }
    FinalStates found =
        search.finals(
            program,
            memory,
            addresses.build(),
            values -> isWitness(named(values)),
            subject(memory));
    Set<ImmutableMap<String, Value>> states = new LinkedHashSet<>();
    for (ImmutableLongArray values : found.values()) {
      ImmutableMap<String, Value> all = named(values);
      if (test.filter().holds(all)) {
        states.add(observed(all));
      }
    }
    return new LitmusOutcome(
        test,
        memory.toString(),
        ImmutableSet.copyOf(states),
        found.result(),
        trace(memory, found.witness()));
  }

  /** A witness of `forall` is one that denies it. */
  private boolean isWitness(ImmutableMap<String, Value> values) {
    return test.filter().holds(values)
        && test.condition().holds(values) != (test.quantifier() == LitmusTest.Quantifier.FORALL);
  }

  private int address(Observed item) {
    List<Place> places = program.memory().places();
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).path().equals(item.place())) {
        return i;
      }
    }
    throw new AssertionError("no place " + item.place());
  }

  private ImmutableMap<String, Value> named(ImmutableLongArray values) {
    ImmutableMap.Builder<String, Value> named = ImmutableMap.builder();
    for (int i = 0; i < test.all().size(); i++) {
      Observed item = test.all().get(i);
      named.put(item.label(), value(address(item), values.get(i)));
    }
    return named.buildOrThrow();
  }

  private Value value(int address, long value) {
    Memory memory = program.memory();
    boolean isAddress =
        memory.places().get(address).type() instanceof ValueType.Pointer && value != 0;
    return isAddress
        ? Value.addressOf(memory.places().get(Math.toIntExact(value)).path())
        : Value.of(value);
  }

  private ImmutableMap<String, Value> observed(Map<String, Value> all) {
    ImmutableMap.Builder<String, Value> observed = ImmutableMap.builder();
    for (Observed item : test.observed()) {
      Value value = all.get(item.label());
      if (value != null) {
        observed.put(item.label(), value);
      }
    }
    return observed.buildOrThrow();
  }

  /** As who waits for the search calls it. */
  Subject subject(MemoryModel memory) {
    return subject(test.name(), memory);
  }

  static Subject subject(String name, MemoryModel memory) {
    return new Subject(name, "", ImmutableList.of(), memory.toString(), ImmutableMap.of(), 0);
  }

  private @Nullable Trace trace(MemoryModel memory, @Nullable Schedule schedule) {
    if (schedule == null) {
      return null;
    }
    try {
      return Replay.trace(program, memory, schedule);
    } catch (ScheduleMisfitException e) {
      throw new AssertionError("a witness that does not replay: " + schedule, e);
    }
  }
}
