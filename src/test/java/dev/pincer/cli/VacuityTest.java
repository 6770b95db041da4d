// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario with something in it that says nothing fails its check, unless it says why. */
class VacuityTest {
  private static final Path MODELS = Path.of("src/test/golden/cli/models");
  private static final String REASON =
      "/* Vacuous: count_is_not_negative: nobody ever counts down. */\n";
  private static final String FOREVER_FALSE =
      "witness many(void) { return nr_faults.counter > 9; }\n";
  private static final String DEAD =
      "\tif (load(&nr_faults.counter, relaxed) > 9)\n\t\tfence(full);";

  @TempDir Path folder;
  private String scenario = "";

  @BeforeEach
  void copyModels() throws IOException {
    try (Stream<Path> walk = Files.walk(MODELS)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        if (Files.isRegularFile(path)) {
          Path copy = folder.resolve(MODELS.relativize(path).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(path, copy);
        }
      }
    }
    scenario = Files.readString(folder.resolve("scenarios/count-faults.c"));
    assertTrue(scenario.contains(REASON), scenario);
  }

  private Call check(String text) throws IOException {
    Files.writeString(folder.resolve("scenarios/count-faults.c"), text);
    return Call.of("pincer check count-faults --models " + folder);
  }

  private void fails(String text, String claim) throws IOException {
    Call call = check(text);
    assertTrue(call.out().contains("\ncount-faults: " + claim + "\n      = hint: "), call.out());
    assertTrue(call.out().contains(", 1 vacuous"), call.out());
    assertEquals(1, call.exit(), call.out());
  }

  private void passes(String text, int stated) throws IOException {
    Call call = check(text);
    assertTrue(call.out().endsWith(", " + stated + " vacuous for a stated reason\n"), call.out());
    assertEquals(0, call.exit(), call.out());
  }

  private void refused(String text, String error) throws IOException {
    Call call = check(text);
    assertTrue(call.err().contains(error), call.err());
    assertEquals(2, call.exit());
  }

  @Test
  void aPropertyThatNothingBreaksNeedsAReason() throws IOException {
    passes(scenario, 1);
    fails(
        scenario.replace(REASON, ""),
        "vacuous: count_is_not_negative is broken nowhere, here or in another scenario");
  }

  @Test
  void aPropertyThatReadsNothingThatChangesIsNamed() throws IOException {
    String constant = "static int still;\ninvariant stays(void) { return !still; }\n";
    fails(scenario + constant, "vacuous: stays reads nothing that ever changes");
    passes(scenario + constant + "/* Vacuous: stays: it shows the form. */\n", 2);
  }

  @Test
  void aWitnessThatIsNotReachedIsNotExcusedByATableAlone() throws IOException {
    Path table = folder.resolve("expected.txt");
    StringBuilder rows = new StringBuilder(Files.readString(table));
    for (String stage : new String[] {"v1", "0123456789ab", "count-twice"}) {
      rows.append(stage).append(" count-faults sc many unreached - ? there are few CPUs\n");
    }
    Files.writeString(table, rows);
    fails(scenario + FOREVER_FALSE, "vacuous: many is reached at no stage and with no proposal");
    passes(scenario + FOREVER_FALSE + "/* Vacuous: many: there are few CPUs. */\n", 2);
  }

  @Test
  void aLineThatNoRunExecutesNeedsAReasonBehindIt() throws IOException {
    Path table = folder.resolve("expected.txt");
    Files.writeString(table, Files.readString(table).replaceAll("broken +4", "broken ?"));
    String text = scenario.replace("\tcount_fault();", DEAD + "\n\tcount_fault();");
    int line = (int) text.substring(0, text.indexOf("fence")).lines().count();
    fails(text, "never run: scenarios/count-faults.c:" + line);
    passes(text.replace("fence(full);", "fence(full); /* Never run: there are few CPUs. */"), 2);
    passes(text.replace("\t\tfence", "\t\t/* Never run: there\n * are few CPUs. */\n\t\tfence"), 2);
  }

  @Test
  void aReasonForWhatNeedsNoneIsNamed() throws IOException {
    fails(
        scenario + "/* Vacuous: faults_are_counted: for no reason. */\n",
        "needless reason: faults_are_counted is broken somewhere");
    fails(
        scenario + "/* Vacuous: both_are_counted: for no reason. */\n",
        "needless reason: both_are_counted is reached");
    fails(
        scenario + "/* Never run: for no reason. */\n",
        "needless reason: scenarios/count-faults.c:"
            + (scenario.lines().count() + 2)
            + " has no code of a thread");
  }

  @Test
  void reportsForCiSayWhyTheCheckFails() throws IOException {
    check(scenario.replace(REASON, ""));
    String claim = "count-faults: vacuous: count_is_not_negative is broken nowhere";
    for (String format : new String[] {"github", "markdown"}) {
      Call call = Call.of("pincer check count-faults --format " + format + " --models " + folder);
      assertTrue(call.out().contains(claim), call.out());
      assertTrue(call.out().contains(", 1 vacuous"), call.out());
      assertEquals(1, call.exit());
    }
  }

  @Test
  void aReasonThatIsNoneIsRefused() throws IOException {
    refused(scenario + "/* Vacuous: */\n", "error[E0660]");
    refused(scenario + "/* Vacuous: count_is_not_negative */\n", "error[E0660]");
    refused(scenario + "/* Vacuous: count_is_not_negative: */\n", "error[E0660]");
    refused(scenario + "/* Never run: */\n", "error[E0660]");
    refused(scenario + "/* Vacuous: count_is_negative: why */\n", "error[E0661]");
  }

  @Test
  void aPartOfTheRowsSaysNothingOfTheWhole() throws IOException {
    check(scenario.replace(REASON, ""));
    String models = " --models " + folder;
    for (String rest : new String[] {" --at v1", " -DNR_CPUS=3", " --property deadlock"}) {
      Call call = Call.of("pincer check count-faults" + rest + models);
      assertFalse(call.out().contains("vacuous"), call.out());
    }
  }

  @Test
  void whatReadsNothingThatChangesIsNamedInAModelOfTheUsersOwnAndFailsNothing() throws IOException {
    String own =
        """
        #include <pincer.h>
        static int x, y;
        thread t(void) { x = 1; }
        invariant still(void) { return !y; }
        witness at_once(void) { return !y; }
        invariant moves(void) { return x < 2; }
        """;
    Path file = folder.resolve("own.c");
    Files.writeString(file, own);
    Call call = Call.of("pincer check " + file);
    assertTrue(call.out().contains("\nconstant   still, at_once\n"), call.out());
    assertTrue(call.out().endsWith("; all hold\n"), call.out());
    assertEquals(0, call.exit(), call.out());
    Call json = Call.of("pincer check --json " + file);
    assertTrue(json.out().contains("\"fails\": false"), json.out());
    assertFalse(json.out().contains("\"fails\": true"), json.out());
  }

  @Test
  void whatReadsNothingThatChangesAtOneStageIsNamedAndFailsNothing() throws IOException {
    check(scenario + "static int still;\ninvariant stays(void) { return !still; }\n");
    Call call = Call.of("pincer check count-faults --at 0123456789ab --models " + folder);
    assertTrue(call.out().contains("\nconstant   stays"), call.out());
    assertEquals(0, call.exit(), call.out());
  }

  /** Adds a line to the small Linux that nothing runs, and judges everything. */
  private Call checkAll(String neverRun) throws IOException {
    Path header = folder.resolve("linux/include/linux/atomic.h");
    String store = "\tstore(&v->counter, i, relaxed);\n";
    String dead = "\tif (i > 9)\n\t\tfence(full);\n";
    String text = Files.readString(header);
    Files.writeString(header, text.replace(dead, "").replace(store, dead + store));
    if (!neverRun.isEmpty()) {
      Files.writeString(folder.resolve("never-run.txt"), neverRun);
    }
    return Call.of("pincer check --models " + folder);
  }

  @Test
  void aLineOfTheSmallLinuxThatNoScenarioRunsNeedsAReasonInItsFile() throws IOException {
    Call call = checkAll("");
    assertTrue(
        call.out().contains("\nthe small Linux: never run: include/linux/atomic.h:"), call.out());
    assertEquals(1, call.exit(), call.out());
    Call stated =
        checkAll("# why\ninclude/linux/atomic.h atomic_set fence(full);\n  there are few CPUs\n");
    assertFalse(stated.out().contains("the small Linux"), stated.out());
    assertEquals(0, stated.exit(), stated.out());
  }

  @Test
  void aReasonForALineThatIsRunOrGoneIsNamed() throws IOException {
    Call call =
        checkAll(
            """
            include/linux/atomic.h atomic_set fence(full);
            include/linux/atomic.h  atomic_set  if (i  >  9)
            include/linux/atomic.h atomic_set fence(acquire);
                there are few CPUs
            """);
    assertTrue(
        call.out()
            .contains(
                "the small Linux: needless reason: never-run.txt:2: include/linux/atomic.h atomic_set():"
                    + " `if (i > 9)` is run\n"),
        call.out());
    assertTrue(call.out().contains(" `fence(acquire);` is code of no thread\n"), call.out());
    assertTrue(call.out().contains(", 2 vacuous, "), call.out());
    assertEquals(1, call.exit());
  }

  @Test
  void anEntryThatMeansNothingIsRefusedAtItsPlace() throws IOException {
    for (String[] bad :
        new String[][] {
          {"mm/count.c\n    why\n", "1:1: error[E0662]", "it names no function"},
          {"mm/count.c count_fault\n    why\n", "1:1: error[E0662]", "it names no code"},
          {"    why\n", "1:1: error[E0662]", "it is a reason for no line"},
          {"a.c f x;\n    why\na.c f y;\n", "3:1: error[E0662]", "it does not say why"},
          {"a.c f x;\n    why\na.c f  x;\n    why\n", "3:1: error[E0662]", "line 1 has it already"},
        }) {
      Call call = checkAll(bad[0]);
      assertTrue(call.err().contains("never-run.txt:" + bad[1]), call.err());
      assertTrue(call.err().contains("never-run.txt cannot say this: " + bad[2]), call.err());
      assertEquals(2, call.exit());
    }
  }

  @Test
  void aRowUnderAnotherMemoryModelLeavesTheScenarioWhole() throws IOException {
    Path table = folder.resolve("expected.txt");
    Files.writeString(
        table, Files.readString(table) + "v1 count-faults tso * holds - ? it is one CPU's count\n");
    Call call = check(scenario + FOREVER_FALSE);
    assertTrue(call.out().contains("vacuous: many is reached at no stage"), call.out());
  }
}
