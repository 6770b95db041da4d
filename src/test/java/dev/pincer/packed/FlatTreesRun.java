// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import static dev.pincer.oracle.CodeSketch.c;

import dev.pincer.house.AtOnce;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.oracle.Sketch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a state get bits, while somebody expands the state in which both have returned:
 * who expands another one afterwards finds their steps.
 */
final class FlatTreesRun implements Supplier<String> {
  private final Machine reference;
  private final State start;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable PackedMachine shared;

  FlatTreesRun() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.threads("t", 2, code -> code.store(x, c(0)));
    reference = new Machine(sketch.program());
    start = reference.starts(reference.coverage()).get(0).state();
  }

  @Override
  public String get() {
    PackedMachine machine = new PackedMachine(reference);
    shared = machine;
    FlatTrees trees = new FlatTrees(machine, machine.wordCount(), 2, 0);
    Successors successors = machine.successors();
    long[] words = new long[machine.wordCount()];
    AtOnce.both(
        () -> trees.expand(new long[machine.wordCount()], 0, successors),
        () -> machine.pack(start, words, 0));
    if (shared != machine || successors.count() != 0) {
      return "not shared";
    }
    trees.expand(words, 0, successors);
    return successors.count() == 2 ? "" : successors.count() + " steps";
  }
}
