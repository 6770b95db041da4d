// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Result;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.PlainTso;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under x86-TSO a store that nothing could tell from one that is taken late is written through. So
 * each generated model is judged twice, once with each store in the buffer first, and no verdict is
 * another: no outcome, nothing that is seen on the way, no race, no deadlock.
 */
class WrittenThroughTest {
  /** How many models are generated. */
  private static final int MODELS = Integer.getInteger("pincer.generated", 150);

  @TempDir private Path folder;

  @Test
  void whatIsWrittenThroughChangesNoVerdict() throws IOException {
    Random random = new Random(23);
    int fewer = 0;
    int weaker = 0;
    int broken = 0;
    for (int i = 0; i < MODELS; i++) {
      String text = new Generated(random).text();
      Result through = check(text, MemoryModel.tso());
      Result plain = check(text, PlainTso.model());
      assertEquals(plain.verdicts(), through.verdicts(), text);
      fewer += through.states() < plain.states() ? 1 : 0;
      weaker += plain.verdicts().equals(check(text, MemoryModel.sc()).verdicts()) ? 0 : 1;
      broken += plain.verdicts().containsValue(Verdict.BROKEN) ? 1 : 0;
    }
    assertTrue(fewer > MODELS / 2, fewer + " of " + MODELS + " with fewer states");
    assertTrue(weaker > MODELS / 10, weaker + " of " + MODELS + " with more than under sc");
    assertTrue(broken > MODELS / 2, broken + " of " + MODELS + " with outcomes");
  }

  private Result check(String text, MemoryModel memory) throws IOException {
    return TwoThreads.check(folder, text, memory);
  }

  /**
   * Two threads that store and load in turn, as in SB, with what drains or may seem to in between,
   * and branches, loops and ghosts.
   */
  private static final class Generated {
    /** P and Q are places, V is a value, R a register, g a ghost. */
    private static final String[] SHAPES = {
      "store(&P, V, relaxed);",
      "store(&P, V, relaxed);",
      "store(&P, V, release);",
      "P = V;",
      "R = load(&P, relaxed);",
      "R = load(&P, relaxed);",
      "R = load(&P, acquire);",
      "fence(full);",
      "fence(write);",
      "fence(read);",
      "g = V;",
      "rmw(relaxed) { P = V; }",
      "rmw(full) { R = P; P = V; }",
      "store(&P, V, full);",
      "atomic_of(release) { P = V; Q = V; }",
      "atomic_of(acquire) { R = P; }",
      "atomic_of(acquire) { P = V; }",
      "atomic { P = V; R = Q; }",
      "if (a == 1)\n\t\tfence(full);",
      "if (b)\n\t\tR = load(&P, relaxed);",
      "if (a)\n\t\tstore(&P, V, relaxed);",
      "for (int i = 0; i < 2; i++)\n\t\tif (i)\n\t\t\tR = load(&P, relaxed);"
          + "\n\t\telse\n\t\t\tstore(&Q, V, relaxed);",
      "await(load(&P, relaxed) != V);"
    };

    private final Random random;

    Generated(Random random) {
      this.random = random;
    }

    String text() {
      StringBuilder out = new StringBuilder();
      out.append("#include <pincer.h>\n\nstatic int x, y, a0, b0, a1, b1;\nstatic ghost int g;\n");
      TwoThreads.append(out, thread -> statements());
      for (int seen = 0; seen < 27; seen++) {
        out.append("witness on_the_way_").append(seen);
        out.append("(void) { return x + 3 * y + 9 * g == ").append(seen).append("; }\n");
      }
      return out.toString();
    }

    private String statements() {
      int count = 2 + random.nextInt(3);
      return Stream.generate(() -> "\t" + statement() + "\n")
          .limit(count)
          .collect(Collectors.joining());
    }

    private String statement() {
      String shape = SHAPES[random.nextInt(SHAPES.length)];
      return shape
          .replace("P", random.nextBoolean() ? "x" : "y")
          .replace("Q", random.nextBoolean() ? "x" : "y")
          .replace("V", Integer.toString(1 + random.nextInt(2)))
          .replace("R", random.nextBoolean() ? "a" : "b");
    }
  }
}
