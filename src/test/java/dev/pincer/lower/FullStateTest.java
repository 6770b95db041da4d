// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.program.Program;
import dev.pincer.verdict.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps as large as statements, and all of the state: what textbook explorers count. */
class FullStateTest {
  private static SearchResult search(String path, String text, Map<String, String> defines) {
    Program program = Compilation.of(path, text, defines, Grain.STATEMENT).orFail();
    return Explorer.search(program, SearchOptions.DEFAULT, SearchMonitor.NONE);
  }

  private static String counts(SearchResult result) {
    return result.states()
        + " states, "
        + result.transitions()
        + " transitions, "
        + (result.completeDepth() + 1)
        + " levels";
  }

  @ParameterizedTest
  @CsvSource({
    "peterson.1, 12498, 33369, 54",
    "mcs.1,       7963, 21503, 49",
    "bakery.1,    1506,  2697, 101",
    "2_peterson,    26,    52, 7",
    "mcslock1,     159,   318, 28",
  })
  void publishedCountsAreReached(String name, long states, long transitions, int levels)
      throws IOException {
    Path file = Path.of("src/test/golden/full-state", name + ".c");
    assertEquals(
        states + " states, " + transitions + " transitions, " + levels + " levels",
        counts(search(name, Files.readString(file), ImmutableMap.of())));
  }

  @Test
  void publishedCountsOfThreeQueueingProcessesAreReached() throws IOException {
    Path file = Path.of("src/test/golden/full-state/mcslock1.c");
    assertEquals(
        "7597 states, 22791 transitions, 49 levels",
        counts(search("mcslock1", Files.readString(file), ImmutableMap.of("NR", "3"))));
  }

  /** One thread, that takes no choice: its states are those before and behind its steps. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | ",
        "0 | int a = 1;",
        "0 | return;",
        "0 | ;",
        "1 | x = 1;",
        "1 | x = y + x;",
        "1 | int a = y;",
        "1 | int a; a = 1;",
        "1 | atomic { x = 1; y = 2; }",
        "1 | rmw(full) { x++; }",
        "1 | await(y == 0);",
        "1 | assert(y == 0);",
        "1 | if (y) x = 1;",
        "2 | if (!y) x = 1;",
        "1 | if (1) x = 1;",
        "7 | for (int i = 0; i < 2; i++) x = i;",
        "1 | while (y) ;",
        "2 | do x = 1; while (y);",
        "2 | switch (y) { case 0: x = 1; }",
        "1 | one();",
        "2 | one(); x = 2;",
        "2 | pass(1);",
        "3 | pass(y);",
        "4 | x = get(3) + get(y) + 1;",
        "1 | x = 1; goto out; y = 1; out: return;",
      })
  void stepsAreStatements(int steps, String body) {
    String model =
        "#include <pincer.h>\nstatic int x = 7, y;\n"
            + "static void one(void) { x = 1; }\n"
            + "static void pass(int a) { x = a; y = a; }\n"
            + "static int get(int a) { return a + y; }\n"
            + "thread t(void) { "
            + (body == null ? "" : body)
            + " }\n";
    assertEquals(steps, search("main.c", model, ImmutableMap.of()).transitions(), body);
  }

  @Test
  void whatIsDeadStays() {
    String model =
        """
        #include <pincer.h>
        static int x;
        thread t(void) { int a = 0; a = choose(3); x = 1; x = 2; }
        """;
    // The start, three behind each of two choices that are never read, and one where it has ended.
    assertEquals(
        "8 states, 9 transitions, 4 levels", counts(search("main.c", model, ImmutableMap.of())));
  }
}
