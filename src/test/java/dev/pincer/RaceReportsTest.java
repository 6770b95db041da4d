// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.golden.Goldens;
import dev.pincer.machine.MemoryModel;
import dev.pincer.report.Details;
import dev.pincer.report.Story;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** What is printed as a command has to be one, whatever the model is judged under. */
  @Test
  void tellsHowToSeeTheLinesThatNothingRan(@TempDir Path folder) throws IOException {
    Model model = MODELS.model("gup-share-order").at("today").under(MemoryModel.tso());
    String stage = model.stage().name();
    assertTrue(details(model).contains(": `./pincer source --at " + stage + " DIR` writes them"));

    Path patch = folder.resolve("note.patch");
    Files.writeString(patch, "--- /dev/null\n+++ b/mm/note.c\n@@ -0,0 +1 @@\n+/* nothing */\n");
    String patched = details(model.with(patch));
    assertTrue(patched.contains("(lines as of " + stage + ", patched)"), patched);
  }

  private static String details(Model model) {
    return Details.of(
        Sweep.sheet(model.check(), true), ImmutableList.of(), model.program(), ImmutableList.of());
  }
}
