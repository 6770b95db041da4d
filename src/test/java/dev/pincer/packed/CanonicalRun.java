// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import static dev.pincer.oracle.CodeSketch.c;

import com.google.common.collect.ImmutableList;
import dev.pincer.house.AtOnce;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import dev.pincer.reduce.ThreadSymmetry;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a state get bits, while somebody chooses among the states that differ by an
 * exchange of them: who does so afterwards sees all of what tells them apart.
 */
final class CanonicalRun implements Supplier<String> {
  private final Machine reference;
  private final ThreadSymmetry symmetry;

  /** Where one of two threads has returned. */
  private final State first;

  private final State second;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable PackedMachine shared;

  CanonicalRun() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.threads("t", 2, code -> code.store(x, c(0)));
    Program program = sketch.program();
    reference = new Machine(program);
    symmetry = ThreadSymmetry.of(program);
    State start = reference.starts(reference.coverage()).get(0).state();
    ThreadState begun = start.threads().get(0);
    first = new State(start.memory(), ImmutableList.of(ThreadState.DONE, begun), null);
    second = new State(start.memory(), ImmutableList.of(begun, ThreadState.DONE), null);
  }

  @Override
  public String get() {
    PackedMachine machine = new PackedMachine(reference);
    shared = machine;
    Canonical canonical = new Canonical(machine, symmetry);
    long[] words = new long[machine.wordCount()];
    AtOnce.both(
        () -> canonical.reduce(new long[machine.wordCount()], 0, 1),
        () -> machine.pack(first, words, 0));
    long[] exchanged = new long[machine.wordCount()];
    machine.pack(second, exchanged, 0);
    canonical.reduce(words, 0, 1);
    canonical.reduce(exchanged, 0, 1);
    boolean right =
        shared == machine && symmetry.applies() && words[0] != 0 && Arrays.equals(words, exchanged);
    return right ? "" : Arrays.toString(words) + " and " + Arrays.toString(exchanged);
  }
}
