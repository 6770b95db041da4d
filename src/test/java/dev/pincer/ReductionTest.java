// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.Scenario;
import dev.pincer.diag.Diagnostics;
import dev.pincer.golden.Goldens;
import dev.pincer.machine.MemoryModel;
import dev.pincer.report.Audited;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reductions change counts, and nothing else. */
class ReductionTest {
  @TempDir static Path folder;

  private static final Search TWO_WORKERS = Search.exhaustive().workers(2);

  /** Models whose threads keep numbers of threads, each with something wrong. */
  private static final String MODEL =
      """
      #include <pincer.h>
      static thread_t lock, last;
      static volatile int x, y, inside;
      static ghost int locked;

      static void take(void) { atomic { await(!lock); lock = this_thread(); } }
      static void leave(void)
      {
      	undefined_unless(load(&lock, relaxed) == this_thread(), "not held");
      	atomic { lock = 0; }
      }
      %s
      witness lock_is_taken(void) { return lock; }
      invariant at_most_two(void) { return x < 3; }
      witness x_is_two(void) { return x == 2; }
      finally all_are_out(void) { return !inside && !lock; }
      """;

  private static Model model(String name, String threads) throws IOException {
    Path file = folder.resolve(name + ".c");
    Files.writeString(file, MODEL.formatted(threads));
    return Model.load(file);
  }

  private static Audited audit(Model model) {
    return model.audit(TWO_WORKERS, Reduction.Kind.SYMMETRY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "counts  | threads(t, 3) { take(); x = x + 1; leave(); }",
        "races   | static int z; threads(t, 3) { z = z + 1; }",
        "forgets | threads(t, 3) { take(); x = x + 1; if (x < 3) leave(); }",
        "asserts | threads(t, 3) { int a = x; x = a + 1; assert(!(x == 1 && a)); }",
        "wrong   | threads(t, 2) { if (choose(2)) take(); x = x + 1; leave(); }",
        "keeps   | threads(t, 3) { thread_t me = this_thread(); last = me; x = x + 1;"
            + " if (last == me) y = y + 1; else inside = 1; }",
        "others  | threads(t, 2) { take(); last = this_thread(); leave(); }"
            + " thread o(void) { thread_t l = last; if (l && lock == l) x = 2; if (last != l) y = 1; }",
        "groups  | threads(a, 2) { take(); x = x + 1; leave(); }"
            + " threads(b, 2) { if (lock == this_thread()) y = 1; take(); last = this_thread();"
            + " leave(); }",
        "daemons | threads(t, 2) { take(); x = x + 1; leave(); }"
            + " daemon d(void) { while (1) { take(); y = lock == this_thread(); leave(); } }",
        "ghosts  | threads(t, 3) { int mine = locked; locked = locked + 1; take();"
            + " x = mine; leave(); }",
        "spins   | threads(t, 2) { take(); x = 1; while (y != x - 1) ; leave(); x = 0; y = 5; }",
      })
  void nothingButCountsChanges(String name, String threads) throws IOException {
    Model model = model(name.strip(), threads);
    Audited audited = audit(model);
    assertEquals(List.of(), audited.differences());
    assertTrue(audited.reduction().used(), audited.reduction().text());
    // Copies that number themselves before they begin differ from then on.
    boolean alike = !name.strip().equals("ghosts");
    assertEquals(alike, audited.reducedStates() < audited.states(), audited.lines());
  }

  /** Nothing is left out by what threads do alone: nobody looks at buffers and histories. */
  @ParameterizedTest
  @ValueSource(strings = {"tso", "weak"})
  void noneIsUsedWhereMemoryTakesSteps(String memory) throws IOException {
    Model model = model("late", "threads(t, 2) { x = 1; y = 1; }");
    for (Reduction.Kind kind : Reduction.Kind.values()) {
      Audited audited =
          model.under(MemoryModel.named(memory, MemoryModel.DEPTH)).audit(TWO_WORKERS, kind);
      assertFalse(audited.reduction().used());
      assertEquals("the memory model has steps of its own", audited.reduction().text());
      assertEquals(audited.states(), audited.reducedStates());
    }
  }

  /**
   * Models in which the order of some steps makes no difference, and of others does: each has
   * something that is lost if the wrong ones are left out.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        // Nobody but a property reads x and y.
        "visible  @ thread a(void) { x = 1; x = 0; } thread b(void) { y = 1; y = 0; }"
            + " invariant not_both(void) { return !x || !y; }",
        "waits    @ thread a(void) { x = 1; x = 2; x = 3; } thread b(void) { y = 1; await(z); w = y; }"
            + " thread c(void) { z = 1; y = 5; }",
        "spins    @ thread a(void) { while (!x) ; } thread b(void) { y = 1; x = 1; assert(y == 1); }"
            + " thread c(void) { y = 2; }",
        // What the spinning thread keeps from running would never be seen.
        "starves  @ daemon a(void) { while (1) w = 1; } thread b(void) { y = 1; assert(0); }",
        "ends     @ daemon a(void) { x = 1; } thread b(void) { y = 1; }"
            + " finally not_x(void) { return !x; }",
        "late     @ thread a(void) { x = 1; x = 2; } thread b(void) { y = 1; }"
            + " finally not_x(void) { return x != 2 || !y; }",
        "stuck    @ thread a(void) { x = 1; x = 2; } thread b(void) { y = 1; if (z) while (y) ; }"
            + " thread c(void) { z = 1; w = 2; }",
        "dead     @ thread a(void) { x = 1; await(y == 2); } thread b(void) { w = 1; z = choose(2);"
            + " if (z) y = 2; }",
        "races    @ thread a(void) { w = 1; p = 1; } thread b(void) { y = 1; z = 1; p = 2; }",
        "never    @ thread a(void) { x = 1; if (y == 2) x = 7; } thread b(void) { w = 1; y = 2;"
            + " y = 0; }",
        "counts   @ thread a(void) { for (int i = 0; i < 3; i++) x = i; }"
            + " thread b(void) { for (int i = 3; i; i--) y = i; }",
        "tables   @ thread a(void) { int i = z; t[i] = 1; t[i] = 2; }"
            + " thread b(void) { int i = 1 - z; t[i] = 1; w = t[i]; }",
        "points   @ thread a(void) { int *q = z ? &p : &r; *q = 1; *q = 2; }"
            + " thread b(void) { z = 1; p = 3; } thread c(void) { w = 1; w = 2; }",
        "locks    @ thread a(void) { take(); x = 1; x = 2; leave(); } thread b(void) { take(); w = x;"
            + " leave(); } thread c(void) { y = x; }",
        // A loop that counts, but not onward: put first again and again, it would keep b waiting.
        "resets   @ thread a(void) { int i = 0; while (1) { x = 1; if (i == 2) i = 0; w = 2; i++; } }"
            + " thread b(void) { y = 1; y = 2; } invariant small(void) { return y != 2; }",
        "through  @ thread a(void) { int i = 0, j = 0, *q = z ? &j : &i; if (q == &j) return; t[0] = 1;"
            + " while (1) { x = 1; *q = 0; w = 2; if (i < 2) i++; } }"
            + " thread b(void) { await(t[0]); y = 2; } thread c(void) { z = 1; }"
            + " invariant small(void) { return y != 2; }",
        // What a goes on to touch is known from what is stored elsewhere.
        "begins   @ initial set(void) { at = &p; } thread b(void) { assert(p != 1); }"
            + " thread a(void) { *at = 1; *at = 2; }",
        "weakly   @ thread a(void) { int i = 0, j = 0, *q = z ? &i : &j; *q = 1; t[i] = 1; t[i] = 2; }"
            + " thread b(void) { assert(t[0] != 1); } thread c(void) { z = 1; }",
      })
  void leavingOutOrdersLosesNothing(String name, String threads) throws IOException {
    Path file = folder.resolve("order-" + name.strip() + ".c");
    Files.writeString(
        file,
        """
        #include <pincer.h>
        static volatile int x, y, z, w, t[2];
        static int p, r, *at;
        static thread_t lock;

        static void take(void) { atomic { await(!lock); lock = this_thread(); } }
        static void leave(void) { atomic { lock = 0; } }
        """
            + threads);
    Audited audited = Model.load(file).audit(TWO_WORKERS, Reduction.Kind.PARTIAL_ORDER);
    assertEquals(List.of(), audited.differences());
    assertTrue(audited.reduction().used(), audited.reduction().text());
    ORDERS.put(name.strip(), audited.lines().replace(file.toString(), name.strip()));
  }

  /**
   * Sixteen threads that do the same lie on shortest runs in four billion ways, for which 969
   * states stand: only those along the first run are looked at.
   */
  @Test
  void theRunToAWitnessCostsNoMoreThanTheSearchWhereManyThreadsAreExchanged() throws IOException {
    Path file = folder.resolve("many.c");
    Files.writeString(
        file,
        """
        #include <pincer.h>
        static int x, done;
        threads(u, N) { rmw(full) { x++; } rmw(full) { x++; } rmw(full) { done++; } }
        witness all(void) { return done == N; }
        witness half(void) { return done == N / 2; }
        """);
    for (int count : List.of(4, 16)) {
      Result result = Model.load(file).define("N", String.valueOf(count)).check(TWO_WORKERS);
      for (String name : List.of("all", "half")) {
        List<String> steps = new ArrayList<>();
        for (int thread = 0; thread < (name.equals("all") ? count : count / 2); thread++) {
          steps.add(thread + "x3");
        }
        Schedule run = result.witness(name).orElseThrow().schedule();
        assertEquals(String.join(".", steps), run.toString());
      }
      assertEquals(count == 4 ? 35 : 969, result.states());
    }
  }

  /** By model what came of it. */
  private static final Map<String, String> ORDERS = new ConcurrentSkipListMap<>();

  @AfterAll
  static void countsOfOrdersAreAsBefore() throws IOException {
    Goldens.check(
        Path.of("src/test/golden/reduction/orders.txt"), ".out", String.join("", ORDERS.values()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "thread t(void) { take(); leave(); } | no thread has copies",
        "threads(t, 5) { take(); leave(); }"
            + " | more than 24 ways to exchange threads whose numbers are kept",
        "threads(t, 2) { take(); leave(); } eventually done(void) { return x; }"
            + " | `done` asks who is put off, which no exchange keeps",
      })
  void whatDoesNotApplySaysWhy(String threads, String why) throws IOException {
    Audited audited = audit(model("why", threads));
    assertFalse(audited.reduction().used());
    assertEquals(why, audited.reduction().text());
    assertEquals(audited.states(), audited.reducedStates());
  }

  /** Where no number of a thread is kept, any number of copies can be put in order. */
  @Test
  void manyCopiesAreSorted() throws IOException {
    Path file = folder.resolve("many.c");
    Files.writeString(
        file, "#include <pincer.h>\nstatic volatile int x;\nthreads(t, 10) { x = 1; x = 1; }\n");
    Audited audited = audit(Model.load(file));
    assertEquals(List.of(), audited.differences());
    // x is 0 only at the start; the copies stand at one of three places each, in any order.
    assertEquals(59_049, audited.states());
    assertEquals(66, audited.reducedStates());
  }

  @Test
  void countsAreAsBefore() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of("assert", "five-cpus", "lost-update")) {
      lines.append(audit(Model.load(Path.of("src/test/golden/report/" + name + ".c"))).lines());
    }
    Model yardstick = Model.load(Path.of("bench/fork-gup.c"));
    for (Model model :
        List.of(
            yardstick.define("NR_PTES", "1").define("NR_GUP", "3"),
            yardstick.define("NR_PTES", "2").define("NR_GUP", "2"))) {
      for (Reduction.Kind kind : Reduction.Kind.values()) {
        lines.append(model.audit(TWO_WORKERS, kind).lines());
      }
      lines.append("with all: ").append(model.check(TWO_WORKERS).states()).append(" states\n");
    }
    Goldens.check(Path.of("src/test/golden/reduction/counts.txt"), ".out", lines.toString());
  }

  /** States of what is audited here; more are for `./pincer check --audit`. */
  private static final long SMALL = 8_000;

  private static final ConcurrentSkipListMap<String, String> SHIPPED =
      new ConcurrentSkipListMap<>();

  /** Every scenario as it is today, and where it is broken with the fewest states. */
  @TestFactory
  List<DynamicTest> shippedScenariosAreTheSame() {
    List<DynamicTest> tests = new ArrayList<>();
    Models models = Models.standard();
    Expectations expected = models.corpus().expectations(new Diagnostics());
    for (Scenario scenario : models.corpus().scenarios()) {
      Model today = models.model(scenario);
      if (scenario.covers(today.stage())) {
        tests.add(audited(scenario.name() + " today", today));
      }
      expected.rows().stream()
          .filter(row -> row.scenario().equals(scenario.name()) && row.memory().equals("sc"))
          .filter(row -> row.verdict() == Verdict.BROKEN && row.states() >= 0)
          .min(Comparator.comparingLong(Expectations.Row::states))
          .filter(row -> !row.subject().equals(Expectations.NO_SUBJECT))
          .ifPresent(
              row ->
                  tests.add(
                      audited(scenario.name() + " " + row.subject(), today.at(row.subject()))));
    }
    Model two = models.model("gup-unmap").define("NR_GUP", "2");
    tests.add(audited("gup-unmap with two", two));
    return tests;
  }

  private static DynamicTest audited(String name, Model model) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Result plain = model.check(TWO_WORKERS.withoutReductions().maxStates(SMALL));
          if (!plain.exhaustive()) {
            SHIPPED.put(name, "more than " + SMALL + " states");
            return;
          }
          StringBuilder line = new StringBuilder();
          line.append(plain.states()).append(" states");
          for (Reduction.Kind kind : Reduction.Kind.values()) {
            Audited audited = model.audit(TWO_WORKERS, kind);
            assertEquals(List.of(), audited.differences());
            if (kind == Reduction.Kind.SYMMETRY && !audited.reduction().used()) {
              continue; // Most have no copies, and name their pages by number.
            }
            line.append("; ").append(kind.word()).append(": ");
            line.append(
                audited.reduction().used()
                    ? audited.reducedStates() + ", " + audited.ends() + " ends"
                    : audited.reduction().text());
          }
          SHIPPED.put(name, line.toString());
        });
  }

  @AfterAll
  static void countsOfShippedScenariosAreAsBefore() throws IOException {
    StringBuilder lines = new StringBuilder();
    SHIPPED.forEach((name, line) -> lines.append(name).append(": ").append(line).append('\n'));
    Goldens.check(Path.of("src/test/golden/reduction/shipped.txt"), ".out", lines.toString());
  }
}
