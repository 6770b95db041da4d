// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Program;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What a thread may still touch from where it stands, until it returns. What it is known to hold in
 * its registers counts: a thread that has looked up its page touches that page alone.
 *
 * <p>For one thread at a time. Cost: time linear in the code that the thread may still execute.
 */
public final class Futures {
  private final Memory memory;
  private final ImmutableList<AbstractRun> runs;
  private final HeldValues held;

  private Futures(Memory memory, ImmutableList<AbstractRun> runs, HeldValues held) {
    this.memory = memory;
    this.runs = runs;
    this.held = held;
  }

  public static Futures of(Program program) {
    Memory memory = program.memory();
    List<AbstractRun> runs = new ArrayList<>();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      runs.add(new AbstractRun(memory, program.threads().get(thread).code(), thread + 1));
    }
    HeldValues held = HeldValues.of(program, runs);
    return new Futures(memory, ImmutableList.copyOf(runs), held);
  }

  /**
   * From {@code pc} on, with these registers set and no other.
   *
   * @param numbers those of the registers
   */
  public Touched from(int thread, int pc, ImmutableIntArray numbers, ImmutableLongArray registers) {
    return from(thread, pc, numbers, registers, ImmutableIntArray.of(), ImmutableLongArray.of());
  }

  /** As above, for as long as these places keep these values. */
  public Touched from(
      int thread,
      int pc,
      ImmutableIntArray numbers,
      ImmutableLongArray registers,
      ImmutableIntArray kept,
      ImmutableLongArray values) {
    AbstractRun run = begin(thread, numbers, registers);
    Touched touched = Touched.none(memory.places().size());
    run.run(pc, new Kept(kept, values), touched);
    return touched;
  }

  /** As {@link #from}, without what some instructions of the thread touch. */
  public Touched fromWithout(
      BitSet instructions,
      int thread,
      int pc,
      ImmutableIntArray numbers,
      ImmutableLongArray registers) {
    AbstractRun run = begin(thread, numbers, registers);
    Touched touched = Touched.none(memory.places().size());
    run.runWithout(
        instructions, pc, new Kept(ImmutableIntArray.of(), ImmutableLongArray.of()), touched);
    return touched;
  }

  /** As {@link #from}, but only what it touches before it comes to some instructions. */
  public Touched fromUpTo(
      BitSet instructions,
      int thread,
      int pc,
      ImmutableIntArray numbers,
      ImmutableLongArray registers) {
    AbstractRun run = begin(thread, numbers, registers);
    Touched touched = Touched.none(memory.places().size());
    run.runUpTo(
        instructions, pc, new Kept(ImmutableIntArray.of(), ImmutableLongArray.of()), touched);
    return touched;
  }

  private AbstractRun begin(int thread, ImmutableIntArray numbers, ImmutableLongArray registers) {
    AbstractRun run = runs.get(thread);
    run.begin();
    for (int i = 0; i < numbers.length(); i++) {
      run.set(numbers.get(i), registers.get(i));
    }
    return run;
  }

  /** What each instruction of a thread may touch, whichever way the thread comes there. */
  public ImmutableList<Touched> ofInstructions(int thread) {
    AbstractRun run = runs.get(thread);
    run.begin();
    return ImmutableList.copyOf(
        run.runApart(new Kept(ImmutableIntArray.of(), ImmutableLongArray.of())));
  }

  /** For each thread how the circles of its code are cut. */
  ImmutableList<LoopCuts> cuts(Program program) {
    IdentityHashMap<Code, BitSet> quiet = new IdentityHashMap<>();
    IdentityHashMap<Code, BitSet> storedTo = new IdentityHashMap<>();
    for (int thread = 0; thread < runs.size(); thread++) {
      Code code = program.threads().get(thread).code();
      quiet.computeIfAbsent(code, key -> new BitSet()).or(runs.get(thread).quiet());
      storedTo.computeIfAbsent(code, key -> new BitSet()).or(runs.get(thread).storedTo());
    }
    IdentityHashMap<Code, LoopCuts> known = new IdentityHashMap<>();
    quiet.forEach(
        (code, set) ->
            known.put(code, LoopCuts.of(code, set, storedTo.getOrDefault(code, new BitSet()))));
    return program.threads().stream()
        .map(thread -> known.get(thread.code()))
        .collect(ImmutableList.toImmutableList());
  }

  /** What a code that runs in a state at once may touch. */
  public Touched of(Code code) {
    Touched touched = Touched.none(memory.places().size());
    new AbstractRun(memory, code, 0)
        .run(0, new Kept(ImmutableIntArray.of(), ImmutableLongArray.of()), touched);
    return touched;
  }

  private final class Kept implements AbstractRun.Held {
    private final ImmutableIntArray kept;
    private final ImmutableLongArray values;

    Kept(ImmutableIntArray kept, ImmutableLongArray values) {
      this.kept = kept;
      this.values = values;
    }

    @Override
    public Values at(int place) {
      int index = kept.indexOf(place);
      return index < 0 ? held.at(place) : Values.of(values.get(index));
    }

    @Override
    public void write(int place, Values written) {
      // Known already.
    }
  }
}
