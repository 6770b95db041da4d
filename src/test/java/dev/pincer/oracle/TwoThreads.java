// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Model;
import dev.pincer.Result;
import dev.pincer.Search;
import dev.pincer.machine.MemoryModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** What generated models of two threads have in common. */
final class TwoThreads {
  private TwoThreads() {}

  /**
   * The threads: each has registers a and b, and tells at its end what is in them, in a0 and b0, or
   * a1 and b1; and each outcome, which a {@code finally} forbids.
   *
   * @param statements the body of a thread, by its number
   */
  static void append(StringBuilder out, IntFunction<String> statements) {
    for (int thread = 0; thread < 2; thread++) {
      out.append("\nthread t").append(thread).append("(void)\n{\n\tint a = 0, b = 0;\n\n");
      out.append(statements.apply(thread));
      out.append("\tstore(&a").append(thread).append(", a, relaxed);\n");
      out.append("\tstore(&b").append(thread).append(", b, relaxed);\n}\n");
    }
    for (int outcome = 0; outcome < 81; outcome++) {
      out.append("finally not_").append(outcome);
      out.append("(void) { return a0 + 3 * b0 + 9 * a1 + 27 * b1 != ");
      out.append(outcome).append("; }\n");
    }
  }

  /** What is so of a model, with all of its states. */
  static Result check(Path folder, String text, MemoryModel memory) throws IOException {
    Path file = folder.resolve("generated.c");
    Files.writeString(file, text);
    Result result = Model.load(file).under(memory).check(Search.exhaustive().workers(1));
    assertTrue(result.exhaustive(), text);
    return result;
  }
}
