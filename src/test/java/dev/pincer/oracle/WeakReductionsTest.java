// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.pincer.Result;
import dev.pincer.machine.MemoryModel;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the weak model leaves out changes no verdict and no outcome: steps that nobody sees are
 * merged, promises put off, and what was seen is forgotten, but where a property asks for progress.
 * So each generated model is judged twice, once with such a property added that always holds. And
 * what stronger models let happen, it lets happen.
 */
class WeakReductionsTest {
  /** How many models are generated. */
  private static final int MODELS = Integer.getInteger("pincer.generated", 40);

  /** Turns the reductions of the weak model off. */
  private static final String PROGRESS = "\neventually it_goes_on(void) { return 1; }\n";

  private static final String[] ORDERS = {"relaxed", "relaxed", "acquire", "release", "full"};

  private static final String[] FENCES = {"acquire", "release", "full", "read", "write"};

  @TempDir private Path folder;

  /** How many outcomes were possible, and how many not, in all models. */
  private final int[] outcomes = new int[2];

  @Test
  void whatIsLeftOutChangesNoVerdictAndNoOutcome() throws IOException {
    long fewer = 0;
    for (String text : generated(17)) {
      Result reduced = check(text);
      Result plain = check(text + PROGRESS);
      assertEquals(
          Maps.filterKeys(plain.verdicts(), name -> !name.equals("it_goes_on")),
          reduced.verdicts(),
          text);
      fewer += reduced.states() < plain.states() ? 1 : 0;
      reduced.verdicts().forEach((name, verdict) -> outcomes[verdict == Verdict.BROKEN ? 0 : 1]++);
    }
    assertTrue(fewer > MODELS / 2, fewer + " of " + MODELS + " with fewer states");
    assertTrue(outcomes[0] > MODELS && outcomes[1] > MODELS, "outcomes of both kinds");
  }

  @Test
  void whatIsPossibleUnderOneModelIsPossibleUnderEachWeakerOne() throws IOException {
    int more = 0;
    for (String text : generated(19)) {
      Set<String> sc = possible(check(text, MemoryModel.sc()));
      Set<String> tso = possible(check(text, MemoryModel.tso()));
      Set<String> weak = possible(check(text));
      assertEquals(Set.of(), Sets.difference(sc, tso), () -> "under sc and not tso: " + text);
      assertEquals(Set.of(), Sets.difference(tso, weak), () -> "under tso and not weak: " + text);
      more += weak.size() > sc.size() ? 1 : 0;
    }
    assertTrue(more > 0, more + " of " + MODELS + " have more outcomes");
  }

  private static List<String> generated(long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> new Generated(random).text()).limit(MODELS).toList();
  }

  /** The witnesses that are reached, and what is broken. */
  private static Set<String> possible(Result result) {
    return Maps.filterValues(
            result.verdicts(), verdict -> verdict == Verdict.BROKEN || verdict == Verdict.REACHED)
        .keySet();
  }

  private Result check(String text) throws IOException {
    return check(text, MemoryModel.weak(MemoryModel.DEPTH));
  }

  private Result check(String text, MemoryModel memory) throws IOException {
    return TwoThreads.check(folder, text, memory);
  }

  /** A model of two threads, some of whose blocks are left early, on shared and private places. */
  private static final class Generated {
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int thread;

    Generated(Random random) {
      this.random = random;
    }

    String text() {
      out.append("#include <pincer.h>\n\nstatic int x, y, m0, m1, a0, b0, a1, b1;\n");
      TwoThreads.append(out, this::statements);
      out.append("\nwitness one_of_x(void) { return x == 1 && !y; }\n");
      out.append("witness both(void) { return x && y; }\n");
      if (random.nextInt(4) == 0) {
        out.append("witness mine_before_x(void) { return m0 && !x; }\n");
      }
      for (int outcome = 0; outcome < 9; outcome++) {
        out.append("finally never_")
            .append(outcome)
            .append("(void) { return x + 3 * y != ")
            .append(outcome)
            .append("; }\n");
      }
      return out.toString();
    }

    private String statements(int number) {
      thread = number;
      int count = 2 + random.nextInt(2);
      return Stream.generate(() -> "\t" + statement() + "\n")
          .limit(count)
          .collect(Collectors.joining());
    }

    private String statement() {
      ImmutableMap<String, String> words =
          ImmutableMap.of(
              "P", place(),
              "Q", place(),
              "V", Integer.toString(random.nextInt(3)),
              "W", Integer.toString(1 + random.nextInt(2)),
              "O", ORDERS[random.nextInt(ORDERS.length)],
              "F", FENCES[random.nextInt(FENCES.length)],
              "R", random.nextBoolean() ? "a" : "b");
      StringBuilder filled = new StringBuilder();
      String[] shapes = random.nextBoolean() ? RELAXED : SHAPES;
      for (char letter : shapes[random.nextInt(shapes.length)].toCharArray()) {
        filled.append(words.getOrDefault(String.valueOf(letter), String.valueOf(letter)));
      }
      return filled.toString();
    }

    private String place() {
      return switch (random.nextInt(5)) {
        case 0, 1 -> "x";
        case 2, 3 -> "y";
        default -> "m" + thread;
      };
    }

    private static final String[] RELAXED = {"store(&P, W, relaxed);", "R = load(&P, relaxed);"};

    /**
     * P and Q are places, V and W values (W is not 0), O an order, F that of a fence, R a register.
     */
    private static final String[] SHAPES = {
      "store(&P, W, release);",
      "R = load(&P, acquire);",
      "if (a == V)\n\t\tstore(&P, W, relaxed);",
      "store(&P, R, relaxed);",
      "fence(F);",
      "rmw(O) { R = P; P = W; }",
      "rmw(O) { if (P == V) return; P = W; }",
      "do { rmw(O) { if (P == V) break; P = W; } } while (0);",
      "do { rmw(O) { R = P; if (R == V) break; P = W; } } while (0);",
      "do { atomic { if (P == V) break; Q = W; } } while (0);",
      "atomic { P = W; Q = V; }",
      "atomic { R = P; Q = W; }",
      "atomic_of(acquire) { R = P; }",
      "atomic_of(release) { P = W; }",
      "do { atomic_of(release) { if (b == V) break; P = W; } } while (0);",
      "atomic { await(P == V); R = Q; }",
      "P = W;",
      "R = P;",
      "store(&P, choose(2), relaxed);"
    };
  }
}
