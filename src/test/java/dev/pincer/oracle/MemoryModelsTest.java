// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.Litmus;
import dev.pincer.Models;
import dev.pincer.Search;
import dev.pincer.litmus.Value;
import dev.pincer.machine.MemoryModel;
import dev.pincer.oracle.LitmusPrograms.Kind;
import dev.pincer.oracle.LitmusPrograms.Op;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The memory models against each other, and x86-TSO against its axioms, on generated programs. */
class MemoryModelsTest {
  private static final Models MODELS = Models.standard();

  /** How many of the generated programs are run; all of them take minutes. */
  private static final int SHAPES = Integer.getInteger("pincer.generated", 60);

  private static LitmusOutcome outcome(String text, MemoryModel memory) {
    LitmusOutcome outcome =
        Litmus.of(MODELS, new SourceFile("generated.litmus", text))
            .check(memory, Search.exhaustive().workers(1));
    assertTrue(outcome.result().exhaustive(), text);
    return outcome;
  }

  private static Set<ImmutableMap<String, Value>> finals(String text, MemoryModel memory) {
    return new HashSet<>(outcome(text, memory).states());
  }

  @Test
  void whatScAllowsTsoAllowsAndWhatTsoAllowsWeakAllows() {
    List<String> all = new ArrayList<>();
    for (LitmusShapes.Access[][] shape : LitmusShapes.shapes()) {
      combine(shape, new ArrayList<>(), all);
    }
    Random random = new Random(6);
    for (int i = 0; i < SHAPES; i++) {
      String text = all.get(random.nextInt(all.size()));
      Set<ImmutableMap<String, Value>> sc = finals(text, MemoryModel.sc());
      Set<ImmutableMap<String, Value>> tso = finals(text, MemoryModel.tso());
      Set<ImmutableMap<String, Value>> weak = finals(text, MemoryModel.weak(MemoryModel.DEPTH));
      assertTrue(tso.containsAll(sc), "sc is not within tso:\n" + text);
      assertTrue(weak.containsAll(tso), "tso is not within weak:\n" + text);
    }
  }

  private static void combine(
      LitmusShapes.Access[][] shape, List<LitmusShapes.Pair> threads, List<String> texts) {
    if (threads.size() == shape.length) {
      texts.add(LitmusShapes.text("shape", threads));
      return;
    }
    LitmusShapes.Access[] pair = shape[threads.size()];
    for (LitmusShapes.Link link : LitmusShapes.links(pair)) {
      List<LitmusShapes.Pair> more = new ArrayList<>(threads);
      more.add(new LitmusShapes.Pair(pair[0], link, pair.length > 1 ? pair[1] : null));
      combine(shape, more, texts);
    }
  }

  // Two threads of three accesses each, against brute force and against the axioms.

  private static final ImmutableList<Kind> KINDS =
      ImmutableList.of(
          Kind.WRITE,
          Kind.WRITE,
          Kind.WRITE,
          Kind.READ,
          Kind.READ,
          Kind.READ,
          Kind.READ,
          Kind.XCHG,
          Kind.MB);

  @Test
  void tsoIsWhatBruteForceAndTheAxiomsSay() {
    Random random = new Random(1);
    for (int i = 0; i < SHAPES; i++) {
      List<List<Op>> program = LitmusPrograms.random(random, KINDS, 2, 3, 2);
      String text = LitmusPrograms.text(program);
      Set<String> found = LitmusPrograms.names(finals(text, MemoryModel.tso()));
      assertEquals(new Brute(program).finals(), found, text);
      assertEquals(new Axioms(program).finals(), found, text);
    }
  }

  /** All runs of a machine with two buffers, one after the other. */
  private static final class Brute {
    private final List<List<Op>> program;
    private final Set<String> finals = new HashSet<>();

    Brute(List<List<Op>> program) {
      this.program = program;
    }

    Set<String> finals() {
      run(new int[2], new int[3], List.of(List.of(), List.of()), new LinkedHashMap<>());
      return finals;
    }

    private void run(
        int[] at, int[] memory, List<List<int[]>> buffers, Map<String, Integer> registers) {
      boolean ended = true;
      for (int i = 0; i < 2; i++) {
        if (!buffers.get(i).isEmpty()) {
          ended = false;
          int[] later = memory.clone();
          int[] oldest = buffers.get(i).get(0);
          later[oldest[0]] = oldest[1];
          run(
              at,
              later,
              with(buffers, i, buffers.get(i).subList(1, buffers.get(i).size())),
              registers);
        }
        if (at[i] < program.get(i).size()) {
          ended = false;
          step(i, at, memory, buffers, registers);
        }
      }
      if (ended) {
        Map<String, String> state = new TreeMap<>();
        state.put("x", Integer.toString(memory[0]));
        state.put("y", Integer.toString(memory[1]));
        state.put("z", "0");
        registers.forEach((label, value) -> state.put(label, Integer.toString(value)));
        finals.add(state.toString());
      }
    }

    private void step(
        int i, int[] at, int[] memory, List<List<int[]>> buffers, Map<String, Integer> registers) {
      Op op = program.get(i).get(at[i]);
      List<int[]> buffer = buffers.get(i);
      int[] next = at.clone();
      next[i]++;
      Map<String, Integer> known = new LinkedHashMap<>(registers);
      switch (op.kind()) {
        case WRITE -> {
          List<int[]> longer = new ArrayList<>(buffer);
          longer.add(new int[] {op.place(), op.value()});
          run(next, memory, with(buffers, i, longer), registers);
        }
        case READ -> {
          int value = memory[op.place()];
          for (int[] store : buffer) {
            value = store[0] == op.place() ? store[1] : value;
          }
          known.put(i + ":r" + at[i], value);
          run(next, memory, buffers, known);
        }
        case XCHG -> {
          if (buffer.isEmpty()) {
            known.put(i + ":r" + at[i], memory[op.place()]);
            int[] later = memory.clone();
            later[op.place()] = op.value();
            run(next, later, buffers, known);
          }
        }
        case MB -> {
          if (buffer.isEmpty()) {
            run(next, memory, buffers, registers);
          }
        }
        case RELEASE, ACQUIRE, XCHG_RELAXED, XCHG_VOID, XCHG_ACQUIRE, XCHG_RELEASE, RMB, WMB ->
            throw new AssertionError(op.kind());
      }
    }

    private static List<List<int[]>> with(List<List<int[]>> buffers, int i, List<int[]> buffer) {
      List<List<int[]>> changed = new ArrayList<>(buffers);
      changed.set(i, List.copyOf(buffer));
      return changed;
    }
  }

  /**
   * The axioms of Owens, Sarkar and Sewell: there is one order of all stores, and each load gives
   * the last in it of those that come before the load in that order or in its own thread. Here: all
   * orders of all accesses in which only a store and a later load of its thread may change places,
   * and nothing passes a fence or a locked instruction.
   */
  private static final class Axioms {
    private final List<List<Op>> program;
    private final List<int[]> events = new ArrayList<>();
    private final Set<String> finals = new HashSet<>();

    Axioms(List<List<Op>> program) {
      this.program = program;
      for (int i = 0; i < 2; i++) {
        for (int k = 0; k < program.get(i).size(); k++) {
          events.add(new int[] {i, k});
        }
      }
    }

    Set<String> finals() {
      order(new ArrayList<>());
      return finals;
    }

    private Op op(int[] event) {
      return program.get(event[0]).get(event[1]);
    }

    private void order(List<int[]> sofar) {
      if (sofar.size() == events.size()) {
        judge(sofar);
        return;
      }
      for (int[] event : events) {
        if (!sofar.contains(event) && isNext(event, sofar)) {
          List<int[]> more = new ArrayList<>(sofar);
          more.add(event);
          order(more);
        }
      }
    }

    /** Whether all that must come before an event is there. */
    private boolean isNext(int[] event, List<int[]> sofar) {
      for (int[] other : events) {
        boolean before = other[0] == event[0] && other[1] < event[1];
        boolean mayPass = op(other).kind() == Kind.WRITE && op(event).kind() == Kind.READ;
        if (before && !sofar.contains(other) && !(mayPass && !isFenced(other, event))) {
          return false;
        }
      }
      return true;
    }

    private boolean isFenced(int[] store, int[] load) {
      for (int k = store[1] + 1; k < load[1]; k++) {
        Kind kind = program.get(store[0]).get(k).kind();
        if (kind == Kind.MB || kind == Kind.XCHG) {
          return true;
        }
      }
      return false;
    }

    private void judge(List<int[]> order) {
      Map<String, String> state = new TreeMap<>();
      int[] last = new int[3];
      for (int i = 0; i < order.size(); i++) {
        int[] event = order.get(i);
        Op op = op(event);
        if (op.kind().reads()) {
          state.put(event[0] + ":r" + event[1], Integer.toString(value(order, i)));
        }
        if (op.kind().writes()) {
          last[op.place()] = op.value();
        }
      }
      state.put("x", Integer.toString(last[0]));
      state.put("y", Integer.toString(last[1]));
      state.put("z", "0");
      finals.add(state.toString());
    }

    /** The last store, in the order, of those before the load in the order or in its thread. */
    private int value(List<int[]> order, int at) {
      int[] load = order.get(at);
      int value = 0;
      for (int i = 0; i < order.size(); i++) {
        int[] event = order.get(i);
        boolean own = event[0] == load[0] && event[1] < load[1];
        boolean store = op(event).kind().writes();
        if (store && op(event).place() == op(load).place() && i != at && (i < at || own)) {
          value = op(event).value();
        }
      }
      return value;
    }
  }
}
