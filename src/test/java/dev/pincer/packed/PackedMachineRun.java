// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import static dev.pincer.oracle.CodeSketch.c;

import dev.pincer.machine.Machine;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two threads need a step that nobody has taken yet: both are told of the same transitions. */
final class PackedMachineRun implements Supplier<String> {
  private final Program program;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable PackedMachine shared;

  PackedMachineRun() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.thread("one", code -> code.store(x, c(1)));
    program = sketch.program();
  }

  @Override
  public String get() {
    PackedMachine machine = new PackedMachine(new Machine(program));
    shared = machine;
    long[] words = new long[machine.wordCount()];
    machine.pack(machine.starts().get(0).state(), words, 0);
    @Nullable Transitions[] found = new @Nullable Transitions[2];
    Thread other = new Thread(() -> found[1] = machine.transitions(0, words, 0));
    other.start();
    found[0] = machine.transitions(0, words, 0);
    try {
      other.join();
    } catch (InterruptedException e) {
      return e.toString();
    }
    boolean right = shared == machine && found[0] != null && found[0] == found[1];
    return right ? "" : "two of them";
  }
}
