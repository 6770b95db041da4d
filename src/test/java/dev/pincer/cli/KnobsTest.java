// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code -D} a shipped scenario is judged as one's own, but for what is known to be out of
 * reach.
 */
class KnobsTest {
  private static final Path MODELS = Path.of("src/test/golden/cli/models");
  private static final String MANY = "witness many(void) { return nr_faults.counter > 3; }\n";

  @TempDir Path folder;

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
    Path scenario = folder.resolve("scenarios/count-faults.c");
    Files.writeString(scenario, Files.readString(scenario) + MANY);
  }

  private void expectUnreached() throws IOException {
    Path table = folder.resolve("expected.txt");
    StringBuilder rows = new StringBuilder(Files.readString(table));
    for (String stage : new String[] {"v1", "0123456789ab"}) {
      rows.append(stage).append(" count-faults sc many unreached - ? there are few CPUs\n");
    }
    Files.writeString(table, rows);
  }

  private Call check(String options) {
    return Call.of("pincer check count-faults " + options + " --models " + folder);
  }

  @Test
  void aWitnessThatTheTableKnowsAsUnreachedMayBeSoWithOtherKnobs() throws IOException {
    expectUnreached();
    Call call = check("--at v2 -DNR_CPUS=3");
    assertEquals(0, call.exit(), call.out());
    assertTrue(call.out().contains("\nunreached  many (as without -D)\n"), call.out());
    assertTrue(call.out().endsWith("; all hold, 1 witness unreached as without -D\n"), call.out());
  }

  @Test
  void aKnobMayReachIt() throws IOException {
    expectUnreached();
    Call call = check("--at v2 -DNR_CPUS=4");
    assertEquals(0, call.exit(), call.out());
    assertTrue(call.out().endsWith("; all hold\n"), call.out());
  }

  @Test
  void aWitnessOfWhichTheTableSaysNothingIsToBeReached() {
    Call call = check("--at v2 -DNR_CPUS=3");
    assertEquals(1, call.exit(), call.out());
    assertTrue(call.out().endsWith("; 1 property broken or unreached\n"), call.out());
  }

  @Test
  void aPropertyThatTheTableKnowsAsBrokenIsBrokenAllTheSame() throws IOException {
    expectUnreached();
    Call call = check("--at v1 -DNR_CPUS=3");
    assertEquals(1, call.exit(), call.out());
    assertTrue(
        call.out()
            .endsWith("; 1 property broken or unreached, 1 witness unreached as without -D\n"),
        call.out());
  }

  @Test
  void aKnobMayTakeAPropertyAwayThatTheTableNames() throws IOException {
    Path scenario = folder.resolve("scenarios/count-faults.c");
    String text = Files.readString(scenario).replace(MANY, "#if NR_CPUS < 4\n" + MANY + "#endif\n");
    Files.writeString(scenario, text);
    expectUnreached();
    Call call = check("--at v2 -DNR_CPUS=4");
    assertEquals(0, call.exit(), call.out() + call.err());
    assertTrue(call.out().endsWith("; all hold\n"), call.out());
  }

  @Test
  void theMatrixMarksOnlyWhatIsNotKnown() throws IOException {
    Call unknown = check("-DNR_CPUS=3");
    assertTrue(unknown.out().contains("unreached  many at v1 !, 0123456789ab !"), unknown.out());
    expectUnreached();
    Call known = check("-DNR_CPUS=3");
    assertTrue(known.out().contains("unreached  many at v1, 0123456789ab"), known.out());
  }
}
