// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file says its licence on its first line. The checker is Apache-2.0; the models
 * retell kernel code, and so have the kernel's licence.
 */
class LicenceHeaderTest {

  private static final ImmutableSet<String> APACHE =
      ImmutableSet.of("// SPDX-License-Identifier: Apache-2.0");

  /**
   * The kernel's two forms: the first for .c, the second for .h, which assembly may include too.
   */
  private static final ImmutableSet<String> GPL =
      ImmutableSet.of(
          "// SPDX-License-Identifier: GPL-2.0", "/* SPDX-License-Identifier: GPL-2.0 */");

  @Test
  void javaIsApache() throws IOException {
    assertEquals(List.of(), filesNotStartingWith(APACHE, Path.of("src"), ".java"));
  }

  @Test
  void modelsAreGpl() throws IOException {
    assertEquals(List.of(), filesNotStartingWith(GPL, Path.of("models"), ".c", ".h"));
  }

  private static List<String> filesNotStartingWith(
      ImmutableSet<String> firstLines, Path root, String... endings) throws IOException {
    List<String> wrong = new ArrayList<>();
    if (!Files.exists(root)) {
      return wrong;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        boolean chosen = Stream.of(endings).anyMatch(file.toString()::endsWith);
        if (chosen && !firstLines.contains(firstLine(file))) {
          wrong.add(file + ": its first line is not " + String.join(" or ", firstLines));
        }
      }
    }
    return wrong;
  }

  private static String firstLine(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    }
  }
}
