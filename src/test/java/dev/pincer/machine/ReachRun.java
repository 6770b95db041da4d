// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import static dev.pincer.oracle.CodeSketch.r;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.house.AtOnce;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import dev.pincer.reduce.Touched;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two threads ask what a thread of the program may still touch, from two standings: with the
 * address of one place in its register, and with that of another.
 */
final class ReachRun implements Supplier<String> {
  private final Program program;
  private final int[] places;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Reach shared;

  ReachRun() {
    Sketch sketch = new Sketch();
    places = new int[] {sketch.place("x", 0), sketch.place("y", 0)};
    sketch.thread("one", code -> code.load(code.reg("value"), r(code.reg("from"))));
    program = sketch.program();
  }

  @Override
  public String get() {
    Reach reach = new Reach(program);
    shared = reach;
    @Nullable Touched[] futures = new @Nullable Touched[2];
    AtOnce.both(
        () -> futures[0] = reach.future(0, at(places[0])),
        () -> futures[1] = reach.future(0, at(places[1])));
    StringBuilder wrong = new StringBuilder(shared == reach ? "" : "not shared");
    for (int i = 0; i < futures.length; i++) {
      Touched future = futures[i];
      if (future == null || !future.touches(places[i]) || future.touches(places[1 - i])) {
        wrong.append("the other of ").append(places[i]);
      }
    }
    return wrong.toString();
  }

  private static ThreadState at(int place) {
    return new ThreadState(0, ImmutableIntArray.of(1), ImmutableLongArray.of(place));
  }
}
