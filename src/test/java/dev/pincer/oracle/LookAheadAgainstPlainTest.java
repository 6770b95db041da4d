// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.PlainLookAhead;
import dev.pincer.machine.PlainLookAhead.Compared;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a thread of the weak model finds that it may promise, with and without short cuts. */
class LookAheadAgainstPlainTest {
  /** How many models are generated. */
  private static final int MODELS = Integer.getInteger("pincer.generated", 40);

  /** States of each model in which the two are compared. */
  private static final int STATES = 60;

  /** With a property that asks for progress, the weak model leaves out other things. */
  private static final String PROGRESS = "\neventually it_goes_on(void) { return 1; }\n";

  private static final String[] ORDERS = {"relaxed", "relaxed", "acquire", "release", "full"};

  private static final String[] FENCES = {"acquire", "release", "full", "read", "write"};

  /** P and Q are places, V a value, O an order, F that of a fence. */
  private static final String[] STATEMENTS = {
    "store(&P, V, relaxed);",
    "store(&P, V, relaxed);",
    "store(&P, a, relaxed);",
    "store(&P, V, release);",
    "a = load(&P, relaxed);",
    "a = load(&P, relaxed);",
    "a = load(&P, acquire);",
    "if (a)\n\t\tstore(&P, V, relaxed);",
    "if (a)\n\t\treturn;",
    "fence(F);",
    "rmw(O) { a = P; P = V; }",
    "do { rmw(O) { if (P == V) break; P = V; } } while (0);",
    "atomic { a = P; Q = V; }",
    "atomic { P = V; seen = a; }",
    "atomic_of(acquire) { a = P; b = Q; }",
    "atomic_of(release) { P = V; Q = a; }",
    "P = b;",
    "seen = P;",
    "store(&P, choose(2), relaxed);"
  };

  @TempDir private Path folder;

  /** Three threads, each pair of which has a place that the third does not touch. */
  @Test
  void theSameIsFoundInGeneratedModels() throws IOException {
    Random random = new Random(31);
    int promises = 0;
    int unkept = 0;
    for (int i = 0; i < MODELS; i++) {
      String text = text(random) + (i % 3 == 0 ? PROGRESS : "");
      Compared compared = compare(text);
      promises += compared.promises();
      unkept += compared.unkept();
    }
    assertTrue(promises > 100 * MODELS, promises + " promises");
    assertTrue(unkept > 10 * MODELS, unkept + " times a promise could not be kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"await-first", "block-before-store", "each-is-early", "half-released", "two-ends"})
  void theSameIsFoundInModelsMadeByHand(String name) throws IOException {
    String text = Files.readString(Path.of("src/test/golden/memory/" + name + ".c"));
    assertTrue(compare(text).times() > 0);
    assertTrue(compare(text + PROGRESS).times() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "gup-share-order, 1493a1913e34",
    "fork-pin-order, early-cow-as-posted",
    "lazyfree-order, discard-without-first-barrier"
  })
  void theSameIsFoundInScenarios(String scenario, String stage) {
    Model model = Models.standard().model(scenario).at(stage);
    Compared compared = PlainLookAhead.compare(model.program(), 4 * STATES);
    assertTrue(compared.promises() > 100, compared.toString());
  }

  /** Several programs run under one memory model, as the tests of one call do. */
  @Test
  void whatWasFoundInOneModelSaysNothingOfTheNext() throws IOException {
    Random random = new Random(47);
    MemoryModel shared = MemoryModel.weak(MemoryModel.DEPTH);
    for (int i = 0; i < MODELS; i++) {
      String text = text(random);
      Program program = program(text);
      Set<State> alone = firstStates(new Machine(program, MemoryModel.weak(MemoryModel.DEPTH)));
      // Not assertEquals(), which would print them all.
      assertTrue(alone.equals(firstStates(new Machine(program, shared))), text);
    }
  }

  private static Set<State> firstStates(Machine machine) {
    Set<State> seen = new LinkedHashSet<>();
    Deque<State> open = new ArrayDeque<>();
    for (Start start : machine.starts()) {
      seen.add(start.state());
      open.add(start.state());
    }
    while (!open.isEmpty() && seen.size() < STATES) {
      for (Successor successor : machine.expand(open.remove()).successors()) {
        State state = successor.state();
        if (seen.add(state) && state.fault() == null) {
          open.add(state);
        }
      }
    }
    return seen;
  }

  private Compared compare(String text) throws IOException {
    return PlainLookAhead.compare(program(text), STATES);
  }

  private Program program(String text) throws IOException {
    Path file = folder.resolve("generated.c");
    Files.writeString(file, text);
    return Model.load(file).program();
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder("#include <pincer.h>\n\nstatic int x, y, z, a0, a1, a2;");
    out.append("\nghost int seen;\n");
    for (int thread = 0; thread < 3; thread++) {
      out.append("\nthread t").append(thread).append("(void)\n{\n\tint a = 0, b = 0;\n\n");
      for (int statement = 0, count = 2 + random.nextInt(2); statement < count; statement++) {
        String line = STATEMENTS[random.nextInt(STATEMENTS.length)];
        out.append('\t').append(filled(line, thread, random)).append('\n');
      }
      out.append("\tstore(&a").append(thread).append(", a + b, relaxed);\n}\n");
    }
    out.append("\nfinally never(void) { return x + y + z != 7 || a0 + a1 != a2; }\n");
    return out.append("\nwitness both(void) { return seen && x; }\n").toString();
  }

  private static String filled(String statement, int thread, Random random) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < statement.length(); i++) {
      switch (statement.charAt(i)) {
        case 'P', 'Q' -> filled.append("xyz".charAt((thread + random.nextInt(2)) % 3));
        case 'V' -> filled.append(1 + random.nextInt(2));
        case 'O' -> filled.append(ORDERS[random.nextInt(ORDERS.length)]);
        case 'F' -> filled.append(FENCES[random.nextInt(FENCES.length)]);
        default -> filled.append(statement.charAt(i));
      }
    }
    return filled.toString();
  }
}
