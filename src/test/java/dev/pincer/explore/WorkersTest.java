// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static dev.pincer.oracle.CodeSketch.add;
import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.eq;
import static dev.pincer.oracle.CodeSketch.r;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.bits.Scratch;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many workers there are makes no difference. */
class WorkersTest {
  /** Twice this is more than the states take. */
  private static final long TIGHT_BYTES = 3_500_000;

  /** Few enough that most levels are shared. */
  private static final int MIN_SHARED = 1_000;

  /** Levels of some ten thousand states, so that several workers share them. */
  private static Program manyStates() {
    return manyStates(5, false);
  }

  /**
   * @param goesRound whether a daemon goes on for ever, and takes every state with it
   */
  private static Program manyStates(int threads, boolean goesRound) {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int y = sketch.place("y", 0);
    int z = sketch.place("z", 0);
    if (goesRound) {
      sketch.fairDaemon(
          "d",
          code -> {
            int v = code.reg("v");
            int again = code.label();
            code.at(again).live().load(v, z).live(v).store(z, eq(r(v), c(0))).live().jump(again);
          });
    }
    sketch.threads(
        "t",
        threads,
        code -> {
          int v = code.reg("v");
          code.load(v, x).live(v).store(x, add(r(v), c(1))).live();
          code.load(v, y).live(v).store(y, add(r(v), c(1))).live();
        });
    sketch.property(
        Property.Kind.FINALLY,
        "nothing_lost",
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(eq(r(v), c(threads)));
        });
    sketch.property(
        Property.Kind.WITNESS,
        "five",
        code -> {
          int v = code.reg("v");
          code.load(v, y).ret(eq(r(v), c(5)));
        });
    sketch.property(
        Property.Kind.EVENTUALLY,
        "six",
        code -> {
          int v = code.reg("v");
          code.load(v, y).ret(eq(r(v), c(threads)));
        });
    sketch.leadsTo(
        "on",
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(eq(r(v), c(2)));
        },
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(eq(r(v), c(3)));
        });
    return sketch.program();
  }

  private static String search(int workers) {
    return search(SearchOptions.DEFAULT.withWorkers(workers).withMinShared(MIN_SHARED));
  }

  private static String search(SearchOptions options) {
    return search(manyStates(), options);
  }

  private static String search(Program program, SearchOptions options) {
    SearchResult result = Explorer.search(program, options, SearchMonitor.NONE);
    assertTrue(result.states() > 20_000, () -> result.states() + " states");
    return new SearchResult(
            result.findings(),
            result.states(),
            result.transitions(),
            result.completeDepth(),
            result.limit(),
            result.unreached(),
            0,
            Duration.ZERO)
        .toString();
  }

  @Test
  void oneTwoAndEightFindTheSame() {
    String one = search(1);
    assertEquals(one, search(2));
    assertEquals(one, search(8));
    assertTrue(one.contains(Finding.Kind.EVENTUALLY.name()));
  }

  @Test
  void oneTwoAndEightGoRoundTheSameWay() {
    Program program = manyStates(4, true);
    SearchOptions options = SearchOptions.DEFAULT.withMinShared(MIN_SHARED);
    String one = search(program, options);
    assertEquals(one, search(program, options.withWorkers(2)));
    assertEquals(one, search(program, options.withWorkers(8)));
    assertTrue(one.contains("it may go on without it for ever"), one);
  }

  @Test
  void aTightBudgetFindsTheSameWithStatesInFiles(@TempDir Path folder) throws IOException {
    AtomicInteger files = new AtomicInteger();
    Scratch scratch =
        () -> {
          FileChannel file =
              FileChannel.open(
                  folder.resolve("states-" + files.incrementAndGet()),
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE);
          try (Stream<Path> named = Files.list(folder)) {
            assertEquals(0, named.count(), "a file has a name that outlives the process");
          }
          return file;
        };
    String roomy = search(1);
    for (int workers : new int[] {1, 2, 8}) {
      SearchOptions tight =
          SearchOptions.DEFAULT
              .withWorkers(workers)
              .withMinShared(MIN_SHARED)
              .withMaxBytes(TIGHT_BYTES);
      assertEquals(roomy, search(tight.withScratch(scratch)));
    }
    assertTrue(files.get() > 2, () -> files.get() + " files");
  }
}
