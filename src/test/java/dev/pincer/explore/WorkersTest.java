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
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int y = sketch.place("y", 0);
    sketch.threads(
        "t",
        6,
        code -> {
          int v = code.reg("v");
          code.load(v, x).store(x, add(r(v), c(1))).live();
          code.load(v, y).store(y, add(r(v), c(1))).live();
        });
    sketch.property(
        Property.Kind.FINALLY,
        "nothing_lost",
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(eq(r(v), c(6)));
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
          code.load(v, y).ret(eq(r(v), c(6)));
        });
    return sketch.program();
  }

  private static String search(int workers) {
    return search(SearchOptions.DEFAULT.withWorkers(workers).withMinShared(MIN_SHARED));
  }

  private static String search(SearchOptions options) {
    SearchResult result = Explorer.search(manyStates(), options, SearchMonitor.NONE);
    assertTrue(result.states() > 100_000, () -> result.states() + " states");
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
