// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.golden.Goldens;
import dev.pincer.report.Details;
import dev.pincer.report.Story;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Races from C to diagram: a {@code .c} in src/test/golden/report, and all that is told of it. */
class RaceReportsTest {
  private static final Models MODELS = Models.open(Path.of("models"));

  static List<Path> models() throws IOException {
    return Goldens.inputs("report", ".c");
  }

  @ParameterizedTest
  @MethodSource("models")
  void tellsTheRace(Path file) throws IOException {
    Model model = MODELS.model(file.toString());
    Result result = model.check();
    ImmutableList.Builder<Story> stories = ImmutableList.builder();
    for (Finding finding : result.search().findings()) {
      if (finding.verdict() == Verdict.BROKEN) {
        stories.add(result.witness(finding.property()).orElseThrow().story());
      }
    }
    Goldens.check(
        file,
        ".txt",
        Details.of(
            Sweep.sheet(result, true), stories.build(), model.program(), ImmutableList.of()));
  }
}
