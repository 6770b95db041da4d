// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many litmus tests in one call. */
class LitmusTestsTest {
  private static final Path FOLDER = Path.of("src/test/golden/litmus");

  @TempDir private Path folder;

  private static List<String> shipped() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".litmus")).sorted().toList();
    }
  }

  private static Call withoutTimes(List<String> words) {
    Call call = Call.of(words);
    String out = call.out().replaceAll("(?m)(^Time .*|\"seconds\": )\\d+\\.\\d+", "$1");
    return new Call(call.exit(), out, call.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--memory=sc", "--memory=weak", "--json"})
  void severalWorkersPrintWhatOnePrints(String option) throws IOException {
    List<String> words = new ArrayList<>(List.of("pincer", "litmus", option, "--workers"));
    List<String> files = shipped();
    assertTrue(files.size() > 30, files.toString());
    words.add("1");
    words.addAll(files);
    Call one = withoutTimes(words);
    words.set(4, "4");
    assertEquals(one, withoutTimes(words));
    assertTrue(one.out().contains("MP") && one.err().contains("E0802"), one.toString());
  }

  /** What was looked up to draw the run of one test says nothing of the other. */
  @Test
  void theRunOfATestIsNotThatOfTheTestBefore() throws IOException {
    Path first =
        Files.writeString(
            folder.resolve("first.litmus"),
            """
            C first
            { int d; int *x = &d; }
            P0(int *a, int **x, int *b) { int r1 = READ_ONCE(*a); smp_store_release(x, b); }
            P1(int **x) { int *r1 = rcu_dereference(*x); smp_store_release(r1, 1); }
            P2(int *b, int *a) { int r1 = READ_ONCE(*b); WRITE_ONCE(*a, 1); }
            exists (0:r1=1 /\\ 1:r1=b /\\ 2:r1=1)
            """);
    Path second =
        Files.writeString(
            folder.resolve("second.litmus"),
            """
            C second
            {}
            P0(int *a, int *b) { int r1 = READ_ONCE(*a); smp_store_release(b, 1); }
            P1(int *b, int *c) { int r1 = smp_load_acquire(b); smp_store_release(c, 1); }
            P2(int *c, int *a) { int r1 = READ_ONCE(*c); WRITE_ONCE(*a, 1); }
            exists (0:r1=1 /\\ 1:r1=1 /\\ 2:r1=1)
            """);
    Call call = Call.of("pincer litmus --memory weak --workers 1 " + first + " " + second);
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("Observation first Sometimes 1 5"), call.out());
    assertTrue(call.out().contains("Observation second Sometimes 1 7"), call.out());
  }

  /** Nine threads of eight stores to places of their own have 9 to the power of 9 states. */
  private Path endless() throws IOException {
    StringBuilder text = new StringBuilder("C endless\n{}\n");
    for (int thread = 0; thread < 9; thread++) {
      text.append("P").append(thread).append("(int *x").append(thread).append(")\n{\n");
      for (int i = 1; i <= 8; i++) {
        text.append("\tWRITE_ONCE(*x").append(thread).append(", ").append(i).append(");\n");
      }
      text.append("}\n");
    }
    return Files.writeString(
        folder.resolve("endless.litmus"), text.append("exists (x0=0)\n").toString());
  }

  /**
   * What a terminal shows while one test runs long, and what is printed once the tool is asked to
   * end: a test that did not run differs from nothing.
   */
  @Test
  void whatIsInterruptedSaysHowFarItCame() throws IOException, InterruptedException {
    endless();
    for (String name : List.of("MP", "SB", "LB")) {
      Files.copy(FOLDER.resolve(name + ".litmus"), folder.resolve(name + ".litmus"));
    }
    Path table = folder.resolve("table.tsv");
    Files.writeString(
        table,
        "file\tsc\nMP.litmus\tNever\nendless.litmus\tNever\nSB.litmus\tNever\nLB.litmus\tNever\n");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dpincer.terminal=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.pincer.cli.Main",
                "litmus",
                "--models=models",
                "--workers=1",
                "--compare=" + table)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      while (process.isAlive() && !Files.readString(err).contains("1/4 endless: ")) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      process.destroy(); // SIGTERM, where there are signals
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertEquals(
        "1 of 1 accepted tests agree with sc of %s; 1 of 1 accepted\n".formatted(table)
            + "interrupted: 1 of 4 tests ran, 3 did not\n",
        said,
        Files.readString(err));
    assertEquals(3, process.exitValue());
    assertFalse(Files.readString(err).contains("error"), Files.readString(err));
  }
}
