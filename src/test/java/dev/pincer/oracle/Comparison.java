// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.machine.Coverage;
import dev.pincer.machine.Evaluation;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.packed.OutOfBits;
import dev.pincer.packed.PackedMachine;
import dev.pincer.packed.Successors;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Holds the packed machine to the reference machine, state by state. */
public final class Comparison {
  /** States that were compared. */
  public final int states;

  public final int wordCount;

  private Comparison(int states, int wordCount) {
    this.states = states;
    this.wordCount = wordCount;
  }

  /** Compares up to {@code maxStates} states, in breadth-first order. */
  public static Comparison of(Program program, int maxStates) {
    return of(program, MemoryModel.sc(), maxStates);
  }

  public static Comparison of(Program program, MemoryModel memory, int maxStates) {
    Machine reference = new Machine(program, memory);
    PackedMachine packed = new PackedMachine(reference);
    while (true) {
      try {
        return new Comparison(compare(program, reference, packed, maxStates), packed.wordCount());
      } catch (OutOfBits outgrown) {
        packed.widen();
      }
    }
  }

  private static int compare(
      Program program, Machine reference, PackedMachine packed, int maxStates) {
    Coverage coverage = reference.coverage();
    Successors sink = packed.successors();
    Set<State> seen = new HashSet<>();
    ArrayDeque<State> queue = new ArrayDeque<>();
    for (Start start : reference.starts(coverage)) {
      if (start.state().fault() == null && seen.add(start.state())) {
        queue.add(start.state());
      }
    }
    boolean complete = true;
    boolean lacksRoom = false;
    while (!queue.isEmpty()) {
      State state = queue.remove();
      Expansion expansion = reference.expand(state, coverage);
      lacksRoom |= expansion.lacksRoom();
      expand(reference, packed, sink, expansion, state);
      judge(program, reference, packed, sink, state);
      for (Successor successor : expansion.successors()) {
        if (successor.state().fault() == null && !seen.contains(successor.state())) {
          if (seen.size() < maxStates) {
            seen.add(successor.state());
            queue.add(successor.state());
          } else {
            complete = false;
          }
        }
      }
    }
    assertEquals(lacksRoom, packed.isCut(), "a thread lacked room for a store");
    if (complete) {
      assertEquals(coverage.missed(), packed.missed(), "unreached instructions");
    }
    return seen.size();
  }

  private static void expand(
      Machine reference, PackedMachine packed, Successors sink, Expansion expansion, State state) {
    int wordCount = packed.wordCount();
    long[] words = new long[wordCount + 1];
    packed.pack(state, words, 1);
    assertEquals(state, packed.unpack(words, 1), "unpack(pack(state))");
    sink.clear();
    sink.expand(words, 1);
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    List<State> next = new ArrayList<>();
    Set<State> faulty = new HashSet<>();
    int at = 0;
    for (Successor successor : expansion.successors()) {
      Fault fault = successor.state().fault();
      int thread = successor.choice().thread();
      if (fault == null) {
        long[] one = new long[wordCount];
        packed.pack(successor.state(), one, 0);
        expected.add(thread + " " + Arrays.toString(one));
        next.add(successor.state());
      } else {
        expected.add(thread + " faults at " + fault.instruction() + " " + fault.kind());
        faulty.add(successor.state());
      }
    }
    int thread = 0;
    int fault = 0;
    while (at < sink.count() || fault < sink.faultCount()) {
      if (fault < sink.faultCount() && sink.faultPosition(fault) == at) {
        actual.add(
            sink.faultThread(fault)
                + " faults at "
                + sink.fault(fault).instruction()
                + " "
                + sink.fault(fault).kind());
        fault++;
      } else {
        while (sink.end(thread) <= at) {
          thread++;
        }
        long[] one = Arrays.copyOfRange(sink.words(), at * wordCount, (at + 1) * wordCount);
        actual.add(thread + " " + Arrays.toString(one));
        at++;
      }
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual), () -> "from " + state);
    for (int i = 0; i < next.size(); i++) {
      assertEquals(next.get(i), packed.unpack(sink.words(), i * wordCount));
    }
    assertEquals(faulty.size(), sink.distinctFaults(), () -> "states with a fault from " + state);
    assertEquals(expansion.race() != null, sink.raced(), () -> "race in " + state);
    List<String> steps = new ArrayList<>();
    for (Successor successor : expansion.successors()) {
      boolean leads = successor.state().fault() == null;
      steps.add(successor.choice() + " " + successor.acquires() + " " + leads);
    }
    List<String> told = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    sink.expand(words, 1);
    sink.tellSteps(
        (choice, acquires, position) -> {
          told.add(choice + " " + acquires + " " + (position >= 0));
          if (position >= 0) {
            positions.add(position);
          }
        });
    assertEquals(steps, told, () -> "steps from " + state);
    // Those of the first expansion stand before them.
    assertEquals(IntStream.range(at, 2 * at).boxed().toList(), positions);
    assertEquals(reference.isGoodEnd(state), sink.isGoodEnd(words, 1));
  }

  private static void judge(
      Program program, Machine reference, PackedMachine packed, Successors sink, State state) {
    long[] words = new long[packed.wordCount()];
    packed.pack(state, words, 0);
    int count = program.properties().size();
    int[] expected = new int[count];
    int[] actual = new int[count];
    for (int i = 0; i < count; i++) {
      Property property = program.properties().get(i);
      Evaluation evaluation = reference.evaluate(property.code(), state);
      expected[i] =
          evaluation.fault() != null
              ? PackedMachine.FAULT
              : evaluation.truth() ? PackedMachine.TRUE : PackedMachine.FALSE;
      actual[i] = sink.truth(i, words, 0);
    }
    assertArrayEquals(expected, actual, () -> "properties in " + state);
  }
}
