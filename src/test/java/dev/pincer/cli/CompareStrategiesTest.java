// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pincer strategies}: a row for each broken model. */
class CompareStrategiesTest {
  private static final String MODELS = "src/test/golden/cli/models";

  private static String table(String options) {
    Call call = Call.of("pincer strategies --models " + MODELS + " " + options);
    assertEquals(0, call.exit(), call.err());
    return call.out();
  }

  /** Its lines up to the legend, with single blanks, and without the times. */
  private static List<String> rows(String table) {
    return table
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.replaceAll(" +", " ").replaceAll("] >?\\d+\\.\\d\\d", "] T"))
        .toList();
  }

  @Test
  void eachBrokenModelHasARowWithIntervals() {
    List<String> rows = rows(table("--seeds 30 --cap 64"));
    assertEquals("model states pct random guided", rows.get(0));
    assertEquals(4, rows.size(), rows.toString());
    assertTrue(rows.get(1).matches("count-faults v1 \\d+( \\d+ \\[\\d+, \\d+] T){3}"), rows.get(1));
    assertTrue(rows.get(2).startsWith("count-faults count-twice "), rows.get(2));
    assertTrue(rows.get(2).endsWith(" 1 [1, 1] T 1 [1, 1] T 1 [1, 1] T"), rows.get(2));
    assertTrue(rows.get(3).startsWith("01-both-first "), rows.get(3));
  }

  @Test
  void theSameSeedsDrawTheSame() {
    assertEquals(rows(table("--seeds 7 --cap 64")), rows(table("--seeds 7 --cap 64")));
  }

  @Test
  void rowsKnobsAndStatesAreLimited() {
    String table = table("count-faults --rows 1 --seeds 3 --cap 64 -DNR_CPUS=3 --max-states 5");
    List<String> rows = rows(table);
    assertEquals(2, rows.size(), table);
    assertTrue(rows.get(1).startsWith("count-faults v1 > 5 "), rows.get(1));
    assertTrue(table.contains("\n3 seeds; a seed is given up after 64 schedules (>64, and N/3"));
  }

  @Test
  void whatIsNotFoundIsAboveTheCap() {
    // Of two CPUs, the first schedule of few seeds shows it.
    String row = rows(table("01-both-first --seeds 9 --cap 1")).get(1);
    assertTrue(row.contains(" >1 [") || row.contains("/9 "), row);
  }

  @Test
  void aTableGrowsInPartsAndTriesNoRowTwice(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rows.txt");
    String options = " --seeds 3 --cap 64 --table " + file;
    List<String> first = rows(table("count-faults --rows 1" + options));
    assertEquals(2, first.size(), first.toString());
    List<String> rest = rows(table(options));
    assertEquals(List.of("model", "count-faults", "01-both-first"), firstWords(rest));
    assertEquals(1, rows(table(options)).size(), "all are there");

    List<String> lines = Files.readAllLines(file);
    assertEquals("# pincer strategies: 3 seeds, cap 64, depth 5, pct random guided", lines.get(0));
    assertEquals(
        List.of("#", "model", "count-faults", "count-faults", "01-both-first"), firstWords(lines));
  }

  @Test
  void eachStageHasOneRowIfOneIsEnough(@TempDir Path folder) throws IOException {
    String file = " --table " + folder.resolve("rows.txt");
    String options = " --once --seeds 3 --cap 64";
    assertEquals(
        List.of("model", "count-faults", "count-faults"),
        firstWords(rows(table("count-faults count-faults" + options))));
    assertEquals(
        List.of("model", "01-both-first", "01-both-first"),
        firstWords(rows(table("01-both-first 01-both-first" + options))),
        "a lesson has no stages");
    table("count-faults --rows 1 --seeds 3 --cap 64" + file);
    List<String> rest = rows(table("count-faults" + options + file));
    assertEquals(2, rest.size(), rest.toString());
    assertTrue(rest.get(1).startsWith("count-faults count-twice "), rest.get(1));
    assertEquals(1, rows(table("count-faults" + options + file)).size(), "all are there");
  }

  private static List<String> firstWords(List<String> lines) {
    return lines.stream().map(line -> line.split(" ", 2)[0]).toList();
  }

  @Test
  void rowsOfOtherSettingsAreOneError(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.txt"), "# something else\n");
    Call call = Call.of("pincer strategies --table " + file + " --models " + MODELS);
    assertEquals(2, call.exit());
    assertEquals("", call.out());
    assertTrue(
        call.err().contains("it takes a new file, or one that begins with `# pincer strategies:"),
        call.err());
    Call folderGiven = Call.of("pincer strategies --table " + folder + " --models " + MODELS);
    assertEquals(2, folderGiven.exit());
    assertTrue(
        folderGiven.err().startsWith(folder + ": error[E0606]: cannot be written: it is a folder"),
        folderGiven.err());
  }

  @Test
  void aTableIsAFileThatEnds() {
    Call call = Call.of("pincer strategies --table /dev/zero --models " + MODELS);
    assertEquals(2, call.exit());
    assertTrue(call.err().contains("it takes a text file that can be read"), call.err());
  }

  @Test
  void aStrategyThatIsNamedTwiceHasOneColumn() {
    String table = table("01-both-first --seeds 3 --cap 8 --strategy random --strategy random");
    assertEquals("model states random", rows(table).get(0));
  }

  @Test
  void aScenarioThatThereIsNotIsOneError() {
    Call call = Call.of("pincer strategies no-such --models " + MODELS);
    assertEquals(2, call.exit());
    assertEquals("", call.out());
    assertTrue(call.err().contains("error[E0603]"), call.err());
  }
}
