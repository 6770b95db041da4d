// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordModelTest {
  /**
   * @param a what thread a has read; -1 before, -2 when it has written
   */
  record Counter(int x, int a, int b) {}

  private static RecordModel<Counter> lostUpdate() {
    return RecordModel.startingAt(new Counter(0, -1, -1))
        .thread(
            "a",
            Step.of("read x", s -> s.a == -1, s -> new Counter(s.x, s.x, s.b)),
            Step.of("write x", s -> s.a >= 0, s -> new Counter(s.a + 1, -2, s.b)))
        .thread(
            "b",
            Step.of("read x", s -> s.b == -1, s -> new Counter(s.x, s.a, s.x)),
            Step.of("write x", s -> s.b >= 0, s -> new Counter(s.b + 1, s.a, -2)))
        .endsWhen(s -> s.a == -2 && s.b == -2)
        .atEnd("nothing_lost", s -> s.x == 2);
  }

  /** The same counts as those of the program in ExplorerTest. */
  @Test
  void aLostUpdateIsFoundAndShown() {
    RecordResult<Counter> result = lostUpdate().check();
    assertEquals(12, result.states());
    assertEquals(14, result.search().transitions());
    assertFalse(result.isGood());
    assertEquals(
        """
        BROKEN    nothing_lost

          step  thread  does     what changed
                                 Counter[x=0, a=-1, b=-1]
             1  a       read x   a: -1 -> 0
             2  b       read x   b: -1 -> 0
             3  b       write x  x: 0 -> 1, b: 0 -> -2
             4  a       write x  a: 0 -> -2
          shortest: 4 steps, 2 context switches; schedule 0:0.1:0.1:1.0:1

        holds     deadlock
        holds     livelock
        holds     undefined_behaviour
        12 states, exhaustive
        """,
        result.toString());
  }

  @Test
  void aLimitEndsInUnknown() {
    RecordResult<Counter> result =
        lostUpdate().check(SearchOptions.DEFAULT.withMaxStates(5), SearchMonitor.NONE);
    assertEquals(SearchResult.Limit.STATES, result.search().limit());
    assertEquals(Verdict.UNKNOWN, result.verdict("nothing_lost"));
  }

  /**
   * A state that offers many moves to one other is asked for them a few times, not once for each.
   */
  @Test
  void aWitnessBehindManyMovesCostsNoMoreThanTheSearch() {
    int count = 2_000;
    AtomicInteger asked = new AtomicInteger();
    List<Step<Divisor>> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(
          Step.of(
              "step",
              s -> {
                asked.incrementAndGet();
                return s.n == 0;
              },
              s -> new Divisor(1)));
    }
    RecordResult<Divisor> result =
        RecordModel.startingAt(new Divisor(0))
            .thread("t", steps)
            .witness("done", s -> s.n == 1)
            .check();
    assertEquals("0:0", String.valueOf(result.finding("done").witness()));
    assertTrue(asked.get() < 20 * count, "asked " + asked.get() + " times");
  }

  record Divisor(int n) {}

  @Test
  void aFunctionThatThrowsIsUndefinedBehaviour() {
    RecordResult<Divisor> result =
        RecordModel.startingAt(List.of(new Divisor(2), new Divisor(1)))
            .thread("t", Step.of("divide", s -> s.n >= 0, s -> new Divisor(1 / s.n - 1)))
            .invariant("small", s -> 4 / s.n < 4)
            .check();
    Finding undefined = result.finding("undefined_behaviour");
    assertEquals("`divide` throws java.lang.ArithmeticException: / by zero", undefined.detail());
    assertEquals("i:1.0x2", String.valueOf(undefined.witness()));
    assertEquals("i:1", String.valueOf(result.finding("small").witness()));
    assertThrows(IllegalArgumentException.class, () -> result.finding("deadlock"));
  }

  /** Two threads that take a lock in turn, over and over. */
  record Lock(int owner, boolean served) {}

  private static RecordModel<Lock> lock(boolean waiting) {
    return RecordModel.startingAt(new Lock(0, false))
        .thread(
            "greedy",
            Step.of("lock", s -> s.owner == 0, s -> new Lock(1, s.served)),
            Step.of("unlock", s -> s.owner == 1, s -> new Lock(0, s.served)))
        .thread("modest", new Step<>("lock", s -> s.owner == 0, s -> new Lock(0, true), waiting))
        .eventually("served", Lock::served);
  }

  @Test
  void aStepThatWaitsIsTakenInTheEnd() {
    assertEquals(Verdict.HOLDS, lock(true).check().verdict("served"));
    assertEquals(Verdict.BROKEN, lock(false).check().verdict("served"));
  }

  // The plainest race of fork() against a lockless pin.

  /**
   * One page of the parent.
   *
   * @param writable the parent's PTE
   * @param pins references that a device writes through
   * @param fork where fork() is: 0 .. 2 steps done, 3 the child shares the page, 4 it has a copy
   * @param forkSaw whether fork() saw a pin
   * @param pin where the pin is: 0 nothing done, 1 PTE read, 2 reference taken, 3 page pinned, 4
   *     given up
   * @param page the page that the parent maps: 1 after a write of the parent broke COW
   * @param pinned the page that the pin has found in the PTE
   */
  record Page(
      boolean writable, int pins, int fork, boolean forkSaw, int pin, int page, int pinned) {
    Page write(boolean on) {
      return new Page(on, pins, fork, forkSaw, pin, page, pinned);
    }

    Page pins(int count) {
      return new Page(writable, count, fork, forkSaw, pin, page, pinned);
    }

    Page fork(int at) {
      return new Page(writable, pins, at, forkSaw, pin, page, pinned);
    }

    Page look() {
      return new Page(writable, pins, fork, pins > 0, pin, page, pinned);
    }

    Page pin(int at) {
      return new Page(writable, pins, fork, forkSaw, at, page, pinned);
    }

    Page find() {
      return new Page(writable, pins, fork, forkSaw, writable ? 1 : 4, page, page);
    }

    boolean unchanged() {
      return writable && page == pinned;
    }

    Page move() {
      return new Page(true, pins, fork, forkSaw, pin, 1, pinned);
    }
  }

  private static RecordModel<Page> forkAgainstPin(boolean protectFirst) {
    Step<Page> first =
        protectFirst
            ? Step.of("write-protect", s -> s.fork == 0, s -> s.write(false).fork(1))
            : Step.of("pinned?", s -> s.fork == 0, s -> s.look().fork(1));
    Step<Page> second =
        protectFirst
            ? Step.of("pinned?", s -> s.fork == 1, s -> s.look().fork(2))
            : Step.of("write-protect", s -> s.fork == 1, s -> s.write(false).fork(2));
    return RecordModel.startingAt(new Page(true, 0, 0, false, 0, 0, 0))
        .thread(
            "fork",
            first,
            second,
            Step.of("share", s -> s.fork == 2 && !s.forkSaw, s -> s.fork(3)),
            Step.of("copy", s -> s.fork == 2 && s.forkSaw, s -> s.write(true).fork(4)))
        .thread(
            "pin",
            Step.of("read the PTE", s -> s.pin == 0, Page::find),
            Step.of("take a reference", s -> s.pin == 1, s -> s.pins(s.pins + 1).pin(2)),
            Step.of("PTE unchanged", s -> s.pin == 2 && s.unchanged(), s -> s.pin(3)),
            Step.of(
                "PTE changed", s -> s.pin == 2 && !s.unchanged(), s -> s.pins(s.pins - 1).pin(4)))
        .thread("write", Step.of("COW fault", s -> s.fork == 3 && s.page == 0, Page::move))
        .endsWhen(s -> s.fork >= 3 && s.pin >= 3 && (s.page == 1 || s.fork == 4))
        .invariant("pinned_page_stays_mapped", s -> s.pin != 3 || s.page == s.pinned)
        .witness("pin_during_fork", s -> s.pin == 3 && s.fork == 4);
  }

  @Test
  void forkMustWriteProtectBeforeItLooksForPins() {
    RecordResult<Page> wrong = forkAgainstPin(false).check();
    assertEquals(Verdict.BROKEN, wrong.verdict("pinned_page_stays_mapped"));
    assertEquals(
        List.of("fork pinned?", "pin read the PTE", "pin take a reference", "pin PTE unchanged"),
        wrong
            .run(Objects.requireNonNull(wrong.finding("pinned_page_stays_mapped").witness()))
            .stream()
            .limit(4)
            .map(taken -> taken.thread() + " " + taken.step())
            .toList());
    assertTrue(
        forkAgainstPin(true).check().isGood(), () -> forkAgainstPin(true).check().toString());
  }
}
