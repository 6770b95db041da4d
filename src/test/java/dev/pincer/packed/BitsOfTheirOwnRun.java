// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import static dev.pincer.oracle.CodeSketch.c;

import com.google.common.collect.ImmutableList;
import dev.pincer.house.AtOnce;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.oracle.Sketch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two threads learn a step each, and with it that a place has a second value: both places get bits.
 * The steps then do what they do on the reference machine.
 */
final class BitsOfTheirOwnRun implements Supplier<String> {
  private final Machine reference;
  private final State start;
  private final ImmutableList<State> expected;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable PackedMachine shared;

  BitsOfTheirOwnRun() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int y = sketch.place("y", 0);
    sketch.thread("one", code -> code.store(x, c(1)));
    sketch.thread("two", code -> code.store(y, c(1)));
    reference = new Machine(sketch.program());
    start = reference.starts(reference.coverage()).get(0).state();
    expected =
        reference.expand(start).successors().stream()
            .map(Successor::state)
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public String get() {
    PackedMachine machine = new PackedMachine(reference);
    shared = machine;
    long[] words = new long[machine.wordCount()];
    machine.pack(start, words, 0);
    @Nullable Transitions[] found = new @Nullable Transitions[2];
    AtOnce.both(
        () -> found[0] = machine.transitions(0, words, 0),
        () -> found[1] = machine.transitions(1, words, 0));
    StringBuilder wrong = new StringBuilder(shared == machine ? "" : "not shared");
    for (int thread = 0; thread < found.length; thread++) {
      Transitions transitions = found[thread];
      if (transitions == null) {
        return "nothing learnt";
      }
      long[] masks = transitions.masks(machine.layout());
      long[] after = new long[words.length];
      for (int word = 0; word < words.length; word++) {
        after[word] = (words[word] & masks[word]) | masks[words.length + word];
      }
      State state = machine.unpack(after, 0);
      if (!state.equals(expected.get(thread))) {
        wrong.append(thread).append(" leads to ").append(state).append('\n');
      }
    }
    return wrong.toString();
  }
}
