// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules that are too long are given up, and {@code sample} says so where it says the rest. */
class LongSchedulesTest {
  @TempDir private Path folder;
  private Path file;

  /** Two threads of 30 steps, and what only the end of a run shows. */
  @BeforeEach
  void model() throws IOException {
    file = folder.resolve("long.c");
    Files.writeString(
        file,
        """
        #include <pincer.h>
        static int x;
        threads(stores, 2) { for (int i = 0; i < 30; i++) store(&x, i, relaxed); }
        finally the_last_is_seen(void) { return x != 29; }
        """);
  }

  @Test
  void thatAllWereGivenUpStandsInTheFirstLine() {
    Call call = sample("--max-steps 40");
    assertEquals(3, call.exit());
    assertTrue(
        call.out()
            .startsWith(
                "no violation in the first 40 steps, as no run ended, in 50 schedules of pct,"),
        call.out());
    assertTrue(
        call.out()
            .contains(
                "\n  given up: all 50 schedules after 40 steps; how they end was not judged:"
                    + " --max-steps N goes on for longer\n"),
        call.out());
  }

  @Test
  void jsonSaysAtWhichLength() {
    JsonObject json =
        JsonParser.parseString(sample("--max-steps 40 --json").out()).getAsJsonObject();
    assertEquals(50, json.get("tooLong").getAsInt());
    assertEquals(40, json.get("maxSteps").getAsInt());
    assertEquals(3, json.get("exit").getAsInt());
  }

  @Test
  void theEndIsJudgedWithMoreSteps() {
    Call call = sample("--max-steps 60");
    assertEquals(1, call.exit());
    assertTrue(call.out().contains("BROKEN  the_last_is_seen"), call.out());
    assertFalse(call.out().contains("given up"), call.out());
    assertEquals(1, sample("").exit());
  }

  @Test
  void someAreGivenUpAndOthersNot() throws IOException {
    Files.writeString(
        file,
        """
        #include <pincer.h>
        static int x;
        threads(stores, 2)
        {
        	int n = choose(2) ? 5 : 30;
        	for (int i = 0; i < n; i++)
        		store(&x, i, relaxed);
        }
        """);
    String out = sample("--max-steps 40").out();
    assertTrue(out.startsWith("no violation in 50 schedules of pct,"), out);
    assertTrue(out.matches("(?s).*\\n  given up: [1-4]?[0-9] schedules after 40 steps;.*"), out);
  }

  private Call sample(String options) {
    return Call.of("pincer sample " + file + " --schedules 50 --seed 1 " + options);
  }
}
