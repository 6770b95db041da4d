// SPDX-License-Identifier: Apache-2.0
package dev.pincer.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Expected texts that lie in files beside their inputs, under src/test/golden.
 *
 * <p>A missing golden is a failure. {@code -Dpincer.update=true} writes them all anew: read the
 * diff before you commit it.
 */
public final class Goldens {
  private static final Path ROOT = Path.of("src/test/golden");

  private Goldens() {}

  /** The files of a topic whose names end so, in order; at least one. */
  public static List<Path> inputs(String topic, String ending) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(topic))) {
      List<Path> inputs = files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
      if (inputs.isEmpty()) {
        throw new AssertionError("no " + ending + " in " + ROOT.resolve(topic));
      }
      return inputs;
    }
  }

  /** Compares {@code actual} with the file beside {@code input} that has {@code ending} instead. */
  public static void check(Path input, String ending, String actual) throws IOException {
    String name = input.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path golden = input.resolveSibling(name.substring(0, dot) + ending);
    if (Boolean.getBoolean("pincer.update")) {
      Files.writeString(golden, actual);
    } else if (!Files.exists(golden)) {
      fail("no " + golden + "; it would be:\n" + actual);
    } else {
      assertEquals(Files.readString(golden), actual, golden.toString());
    }
  }
}
