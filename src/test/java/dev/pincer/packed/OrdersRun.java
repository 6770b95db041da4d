// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.r;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.house.AtOnce;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import dev.pincer.reduce.PartialOrder;
import dev.pincer.reduce.Touched;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two threads ask what a thread may still touch, from two standings that nobody has asked for: for
 * both there is no room yet, and for one of them more is needed.
 */
final class OrdersRun implements Supplier<String> {
  /** From there it stores to {@code y}. */
  private static final int NEAR = 64;

  /** From there it stores to {@code x}. */
  private static final int FAR = 129;

  private final PackedMachine machine;
  private final PartialOrder order;

  /** Writes {@code x}. */
  private final Touched step;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Orders shared;

  OrdersRun() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int y = sketch.place("y", 0);
    sketch.thread("one", code -> code.store(x, c(1)));
    sketch.thread("two", code -> code.store(r(code.reg("to")), r(code.reg("value"))));
    Program program = sketch.program();
    machine = new PackedMachine(new Machine(program));
    order = PartialOrder.of(program);
    step = Touched.none(order.placeCount());
    step.write(x);
    State start = machine.starts().get(0).state();
    long[] words = new long[machine.wordCount()];
    machine.pack(start, words, 0);
    for (int number = 2; number <= FAR; number++) {
      ThreadState standing =
          new ThreadState(
              0, ImmutableIntArray.of(0, 1), ImmutableLongArray.of(number == FAR ? x : y, number));
      machine.pack(
          new State(start.memory(), ImmutableList.of(start.threads().get(0), standing), null),
          words,
          0);
    }
  }

  @Override
  public String get() {
    Orders orders = new Orders(machine, order);
    shared = orders;
    boolean[] alone = new boolean[2];
    AtOnce.both(
        () -> alone[0] = orders.isAlone(0, step, new int[] {1, NEAR}),
        () -> alone[1] = orders.isAlone(0, step, new int[] {1, FAR}));
    boolean right = shared == orders && alone[0] && !alone[1];
    return right ? "" : alone[0] + " and " + alone[1];
  }
}
