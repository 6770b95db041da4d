// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static dev.pincer.oracle.CodeSketch.add;
import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.eq;
import static dev.pincer.oracle.CodeSketch.r;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.oracle.CodeSketch;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Property;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.SearchResult.Limit;
import dev.pincer.verdict.Verdict;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExplorerTest {
  private static SearchResult search(Sketch sketch) {
    return Explorer.search(sketch.program(), SearchOptions.DEFAULT, SearchMonitor.NONE);
  }

  private static Finding finding(SearchResult result, String property) {
    return result.findings().stream()
        .filter(finding -> finding.property().equals(property))
        .findFirst()
        .orElseThrow();
  }

  private static String said(SearchResult result, String property) {
    Finding finding = finding(result, property);
    String witness = finding.witness() == null ? "" : " " + finding.witness();
    return finding.verdict().word()
        + witness
        + (finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")");
  }

  /** Each thread reads x and writes back one more. */
  private static Sketch lostUpdate(int threads) {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.threads(
        "t",
        threads,
        code -> {
          int v = code.reg("v");
          code.load(v, x).store(x, add(r(v), c(1))).live();
        });
    sketch.property(
        Property.Kind.FINALLY,
        "nothing_lost",
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(eq(r(v), c(threads)));
        });
    return sketch;
  }

  /**
   * Counted by hand: one thread has read or not, written or not. With both before their read: x =
   * 0. One has read 0: 2 states; both have: 1. One has written: the other has not read, 2, or has
   * read 0, 2; or has read 1, 2. Both have: x = 1 or x = 2.
   */
  @Test
  void aLostUpdateHasTwelveStates() {
    SearchResult result = search(lostUpdate(2));
    assertEquals(12, result.states());
    assertEquals(14, result.transitions());
    assertEquals(4, result.completeDepth());
    assertEquals("broken 0x1.1x2.0x1", said(result, "nothing_lost"));
    assertEquals("holds", said(result, "data_race"));
    assertEquals("holds", said(result, "deadlock"));
    assertEquals("holds", said(result, "livelock"));
    assertTrue(result.exhaustive());
  }

  @Test
  void theBuiltInPropertiesStandBehindTheDeclaredOnes() {
    assertEquals(
        List.of(
            "nothing_lost", "assert", "deadlock", "livelock", "undefined_behaviour", "data_race"),
        search(lostUpdate(2)).findings().stream().map(Finding::property).toList());
  }

  private static Consumer<CodeSketch> takesBoth(int first, int second) {
    return code -> {
      int v = code.reg("v");
      for (int lock : new int[] {first, second}) {
        code.enter("spin_lock").begin().load(v, lock).await(eq(r(v), c(0))).store(lock, c(1));
        code.end().leave();
      }
      code.store(second, c(0)).store(first, c(0));
    };
  }

  @Test
  void aDeadlockSaysWhoWaits() {
    Sketch sketch = new Sketch();
    int a = sketch.place("a", 0);
    int b = sketch.place("b", 0);
    sketch.thread("ab", takesBoth(a, b)).thread("ba", takesBoth(b, a));
    assertEquals(
        "broken 0x1.1x1 (ab waits in spin_lock(), ba waits in spin_lock())",
        said(search(sketch), "deadlock"));
  }

  @Test
  void aDaemonMayWaitForEver() {
    Sketch sketch = new Sketch();
    int a = sketch.place("a", 0);
    sketch.thread("t", code -> code.store(a, c(1)));
    sketch.daemon("d", code -> code.begin().await(c(0)).end());
    SearchResult result = search(sketch);
    assertEquals("holds", said(result, "deadlock"));
    assertEquals("holds", said(result, "livelock"));
  }

  @Test
  void aStateFromWhichNoEndCanBeReachedIsALivelock() {
    Sketch sketch = new Sketch();
    int a = sketch.place("a", 0);
    sketch.thread("breaks", code -> code.store(a, c(1)));
    sketch.thread(
        "spins",
        code -> {
          int again = code.here();
          int out = code.label();
          code.load(code.reg("v"), a).branch(eq(r(0), c(1)), again, out).at(out);
        });
    assertEquals("broken 0x1 (no end can be reached from here)", said(search(sketch), "livelock"));
  }

  @Test
  void faultsHaveTheirText() {
    Sketch sketch = new Sketch();
    int a = sketch.place("a", 0);
    sketch.thread("fails", code -> code.load(code.reg("v"), a).check(r(0), "a is set"));
    sketch.thread("jumps", code -> code.load(code.reg("v"), a).store(r(0), c(1)));
    SearchResult result = search(sketch);
    assertEquals("broken 0x1 (a is set)", said(result, "assert"));
    assertEquals("broken 1x2 (NULL pointer dereference)", said(result, "undefined_behaviour"));
  }

  @Test
  void aRaceIsNamedAsByKcsan() {
    Sketch sketch = new Sketch();
    int a = sketch.place("a", 0);
    int b = sketch.place("b", 0);
    sketch.thread("pin", code -> code.store(b, c(1)).plainStore(a, c(1)));
    sketch.thread("fork", code -> code.enter("copy_pte").load(code.reg("v"), a));
    assertEquals(
        "broken 0x1 (data-race in pin / copy_pte on a)", said(search(sketch), "data_race"));
  }

  @Test
  void anInvariantThatIsUndefinedIsBroken() {
    Sketch sketch = new Sketch();
    int a = sketch.pointer("a", 1);
    sketch.thread("t", code -> code.store(a, c(0)));
    sketch.property(
        Property.Kind.INVARIANT,
        "points",
        code -> code.load(code.reg("v"), a).load(0, r(0)).ret(c(1)));
    assertEquals("broken 0x1 (NULL pointer dereference)", said(search(sketch), "points"));
  }

  @Test
  void instructionsThatNoRunExecutesAreListed() {
    Sketch sketch = new Sketch();
    int a = sketch.place("a", 0);
    sketch.threads(
        "t",
        2,
        code -> {
          int out = code.label();
          code.load(code.reg("v"), a).unless(r(0), out).store(a, c(1)).store(a, c(2)).at(out);
        });
    assertEquals(
        List.of(new SearchResult.Unreached(0, 2), new SearchResult.Unreached(0, 3)),
        search(sketch).unreached());
  }

  // Progress.

  private static Sketch handOver() {
    Sketch sketch = new Sketch();
    int flag = sketch.place("flag", 0);
    sketch.thread("sets", code -> code.store(flag, c(1)));
    sketch.fairDaemon(
        "polls",
        code -> {
          int again = code.here();
          code.load(code.reg("v"), flag).jump(again);
        });
    return sketch;
  }

  private static Consumer<CodeSketch> is(int place, int value) {
    return code -> code.load(code.reg("v"), place).ret(eq(r(0), c(value)));
  }

  @Test
  void aThreadThatCanGoOnIsNotPutOffForEver() {
    Sketch sketch = handOver();
    sketch.property(Property.Kind.EVENTUALLY, "is_set", is(1, 1));
    sketch.property(Property.Kind.EVENTUALLY, "is_two", is(1, 2));
    sketch.leadsTo("stays_set", is(1, 0), is(1, 1));
    sketch.leadsTo("goes_back", is(1, 1), is(1, 0));
    SearchResult result = search(sketch);
    assertEquals("holds", said(result, "is_set"));
    assertEquals("holds", said(result, "stays_set"));
    assertEquals(
        "broken 0x1.1x1~1x1 (it may go on without it for ever)", said(result, "goes_back"));
    assertEquals(Verdict.BROKEN, finding(result, "is_two").verdict());
  }

  @Test
  void aThreadThatWaitsForALockGetsItInTheEnd() {
    Sketch sketch = new Sketch();
    int lock = sketch.place("lock", 0);
    int done = sketch.place("done", 0);
    sketch.fairDaemon(
        "greedy",
        code -> {
          int v = code.reg("v");
          int again = code.here();
          code.begin().load(v, lock).await(eq(r(v), c(0))).store(lock, c(1)).end();
          code.store(lock, c(0)).jump(again);
        });
    sketch.thread(
        "modest",
        code -> {
          int v = code.reg("v");
          code.begin()
              .load(v, lock)
              .await(eq(r(v), c(0)))
              .store(lock, c(1))
              .end()
              .store(done, c(1));
        });
    sketch.property(Property.Kind.EVENTUALLY, "gets_it", is(done, 1));
    assertEquals("holds", said(search(sketch), "gets_it"));
  }

  @Test
  void aThreadThatPollsForALockMayNeverGetIt() {
    Sketch sketch = new Sketch();
    int lock = sketch.place("lock", 0);
    int done = sketch.place("done", 0);
    sketch.fairDaemon(
        "greedy",
        code -> {
          int again = code.here();
          code.store(lock, c(1)).store(lock, c(0)).jump(again);
        });
    sketch.thread(
        "polls",
        code -> {
          int v = code.reg("v");
          int again = code.here();
          int out = code.label();
          code.load(v, lock).branch(r(v), again, out).at(out).store(done, c(1));
        });
    sketch.property(Property.Kind.EVENTUALLY, "gets_it", is(done, 1));
    assertEquals(
        "broken 0x1.1x1~0x2.1x1 (it may go on without it for ever)",
        said(search(sketch), "gets_it"));
  }

  /** What {@code greedy} takes and gives back again and again; {@code modest} wants it once. */
  private static SearchResult greedyAndModest(boolean takes, boolean fair) {
    Sketch sketch = new Sketch();
    int lock = sketch.place("lock", 0);
    int done = sketch.place("done", 0);
    Consumer<CodeSketch> greedy =
        code -> {
          int v = code.reg("v");
          int again = code.here();
          code.begin().load(v, lock).await(eq(r(v), c(0))).store(lock, c(1)).end();
          code.store(lock, c(0)).jump(again);
        };
    if (fair) {
      sketch.fairDaemon("greedy", greedy);
    } else {
      sketch.daemon("greedy", greedy);
    }
    sketch.thread(
        "modest",
        code -> {
          int v = code.reg("v");
          code.begin().load(v, lock).await(eq(r(v), c(0)));
          if (takes) {
            code.store(lock, c(2));
          }
          code.end().store(done, c(1));
        });
    sketch.property(Property.Kind.EVENTUALLY, "gets_it", is(done, 1));
    return search(sketch);
  }

  @Test
  void aThreadThatOnlyWaitsMayMissTheMomentEachTime() {
    assertEquals("holds", said(greedyAndModest(true, true), "gets_it"));
    assertEquals(
        "broken 0x1~0x2 (it may go on without it for ever)",
        said(greedyAndModest(false, true), "gets_it"));
  }

  @Test
  void aDaemonMayStopWithTheLock() {
    assertEquals(
        "broken 0x1 (the run ends without it)", said(greedyAndModest(true, false), "gets_it"));
  }

  // Limits.

  @Test
  void theLimitOfStatesIsObeyed() {
    for (int limit = 1; limit < 12; limit++) {
      SearchResult result =
          Explorer.search(
              lostUpdate(2).program(),
              SearchOptions.DEFAULT.withMaxStates(limit),
              SearchMonitor.NONE);
      assertEquals(limit, result.states());
      assertEquals(Limit.STATES, result.limit());
      assertEquals("unknown", said(result, "deadlock"));
      assertTrue(result.unreached().isEmpty());
    }
    SearchResult whole =
        Explorer.search(
            lostUpdate(2).program(), SearchOptions.DEFAULT.withMaxStates(12), SearchMonitor.NONE);
    assertEquals(Limit.NONE, whole.limit());
  }

  @Test
  void whatWasFoundBeforeALimitStays() {
    Sketch sketch = lostUpdate(3);
    sketch.property(Property.Kind.WITNESS, "one", is(1, 1));
    sketch.property(Property.Kind.WITNESS, "three", is(1, 3));
    SearchResult result =
        Explorer.search(
            sketch.program(), SearchOptions.DEFAULT.withMaxStates(12), SearchMonitor.NONE);
    assertEquals("reached 0x2", said(result, "one"));
    assertEquals("unknown", said(result, "three"));
  }

  @Test
  void theMemoryLimitEndsInUnknown() {
    SearchResult result =
        Explorer.search(
            lostUpdate(6).program(),
            SearchOptions.DEFAULT.withMaxBytes(1_000_000),
            SearchMonitor.NONE);
    assertEquals(Limit.MEMORY, result.limit());
    assertEquals(Verdict.UNKNOWN, finding(result, "livelock").verdict());
    assertTrue(result.completeDepth() >= 0);
  }

  @Test
  void anInterruptEndsInUnknown() {
    SearchMonitor impatient =
        new SearchMonitor() {
          @Override
          public boolean isInterrupted() {
            return true;
          }
        };
    SearchResult result =
        Explorer.search(lostUpdate(3).program(), SearchOptions.DEFAULT, impatient);
    assertEquals(Limit.INTERRUPTED, result.limit());
    assertEquals(-1, result.completeDepth());
    assertEquals(Verdict.UNKNOWN, finding(result, "nothing_lost").verdict());
  }
}
