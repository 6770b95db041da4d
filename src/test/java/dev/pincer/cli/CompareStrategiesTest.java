// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

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
  void aScenarioThatThereIsNotIsOneError() {
    Call call = Call.of("pincer strategies no-such --models " + MODELS);
    assertEquals(2, call.exit());
    assertEquals("", call.out());
    assertTrue(call.err().contains("error[E0603]"), call.err());
  }
}
