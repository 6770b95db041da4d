// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.oracle.Comparison;
import dev.pincer.program.Program;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The packed machine is the reference machine on the first states of each shipped scenario, at the
 * first stage.
 */
class PackedScenariosTest {
  private static final int STATES = 1_000;

  @TestFactory
  List<DynamicTest> givesTheSameOnEachScenario() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Path models = Path.of("models");
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(models.resolve("scenarios"), "*.c")) {
      for (Path file : files) {
        if (file.getFileName().toString().startsWith("longterm-coherent")) {
          continue; // Coherent pages come with a later stage.
        }
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> {
                  Program program =
                      Compilation.ofFile(
                              file,
                              models.resolve("include"),
                              models.resolve("linux/include"),
                              models.resolve("linux"),
                              models.resolve("scenarios"))
                          .orFail();
                  Comparison.of(program, STATES);
                }));
      }
    }
    return tests;
  }
}
