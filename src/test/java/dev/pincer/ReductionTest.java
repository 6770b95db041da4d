// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.corpus.Scenario;
import dev.pincer.golden.Goldens;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.report.Audited;
import dev.pincer.verdict.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    lines.append(audit(yardstick.define("NR_PTES", "1").define("NR_GUP", "3")).lines());
    lines.append(audit(yardstick.define("NR_PTES", "2").define("NR_GUP", "2")).lines());
    Goldens.check(Path.of("src/test/golden/reduction/counts.txt"), ".out", lines.toString());
  }

  /** States of a scenario that is audited here; larger ones are for `./pincer check --audit`. */
  private static final long SMALL = 60_000;

  /** Every scenario with interchangeable threads that is small, and one with two of each. */
  @TestFactory
  List<DynamicTest> shippedScenariosAreTheSame() {
    List<DynamicTest> tests = new ArrayList<>();
    Models models = Models.standard();
    for (Scenario scenario : models.corpus().scenarios()) {
      Model model = models.model(scenario);
      if (scenario.kind() != Scenario.Kind.SHIPPED || !scenario.covers(model.stage())) {
        continue;
      }
      if (ThreadSymmetry.of(model.program()).applies()
          && model.check(Search.exhaustive().maxStates(SMALL)).exhaustive()) {
        tests.add(
            DynamicTest.dynamicTest(
                scenario.name(), () -> assertEquals(List.of(), audit(model).differences())));
      }
    }
    tests.add(
        DynamicTest.dynamicTest(
            "gup-unmap with two",
            () -> {
              Audited audited = audit(models.model("gup-unmap").define("NR_GUP", "2"));
              assertEquals(List.of(), audited.differences());
              assertTrue(audited.reduction().used());
            }));
    return tests;
  }
}
