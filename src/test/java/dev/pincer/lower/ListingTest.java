// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.golden.Goldens;
import dev.pincer.program.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What models are compiled to, as text. */
class ListingTest {
  static List<Path> inputs() throws IOException {
    return Goldens.inputs("program", ".c");
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void theProgramIsAsTheGoldenSays(Path input) throws IOException {
    String name = input.getFileName().toString();
    Compilation compilation = Compilation.ofText(name, Files.readString(input));
    Goldens.check(input, ".prog", Listing.of(compilation.orFail()));
  }
}
