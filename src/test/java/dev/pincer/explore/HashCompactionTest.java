// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static dev.pincer.oracle.CodeSketch.add;
import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.eq;
import static dev.pincer.oracle.CodeSketch.r;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.verdict.SearchResult;
import org.junit.jupiter.api.Test;

/** States that are told apart by a hash: what is found, and with what probability all of it is. */
class HashCompactionTest {
  private static final int MIN_SHARED = 1_000;

  /** Four threads, each of which adds to a place twice, and may lose what another adds. */
  private static Program program() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.threads(
        "t",
        4,
        code -> {
          int v = code.reg("v");
          code.load(v, x).live(v).store(x, add(r(v), c(1))).live();
          code.load(v, x).live(v).store(x, add(r(v), c(1))).live();
        });
    sketch.property(
        Property.Kind.FINALLY,
        "nothing_lost",
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(eq(r(v), c(8)));
        });
    return sketch.program();
  }

  private static SearchResult search(int hashBits, int workers) {
    return Explorer.search(
        program(),
        SearchOptions.DEFAULT.withMinShared(MIN_SHARED).withWorkers(workers).withHashBits(hashBits),
        SearchMonitor.NONE);
  }

  @Test
  void findsTheSameWithAllBits() {
    SearchResult exact = search(0, 1);
    assertTrue(exact.states() > 10_000, () -> exact.states() + " states");
    assertEquals(0, exact.omission());
    for (int workers : new int[] {1, 2, 8}) {
      SearchResult compact = search(Long.SIZE, workers);
      assertEquals(exact.findings(), compact.findings());
      assertEquals(exact.states(), compact.states());
      assertEquals(exact.transitions(), compact.transitions());
      double pairs = (double) exact.states() * (exact.states() - 1) / 2;
      assertEquals(pairs / Math.pow(2, 64), compact.omission(), compact.omission() / 1e3);
    }
  }

  @Test
  void saysThatItMayHaveLostStatesWhereBitsAreFew() {
    SearchResult exact = search(0, 1);
    SearchResult narrow = search(12, 1);
    assertTrue(narrow.states() <= 1 << 12, () -> narrow.states() + " states");
    assertTrue(narrow.states() < exact.states());
    assertTrue(narrow.omission() > 0.999_999, () -> "omission " + narrow.omission());
    SearchResult wider = search(24, 1);
    assertTrue(wider.states() <= exact.states());
    assertTrue(wider.omission() > 0.9, () -> "omission " + wider.omission());
    assertTrue(search(48, 1).omission() < 1e-3);
  }
}
