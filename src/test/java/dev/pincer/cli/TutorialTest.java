// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.pincer.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of the models folder show what is there, and what the tool prints. */
class TutorialTest {
  private static final Path TUTORIAL = Path.of("models/tutorial/README.md");
  private static final Path READING_ORDER = Path.of("models/README.md");
  private static final Models MODELS = Models.open(Path.of("models"));

  /** {@code -Dpincer.update=true} writes the outputs into the page. */
  @Test
  void theTutorialShowsWhatItsCommandsPrint() throws IOException {
    String page = Files.readString(TUTORIAL);
    StringBuilder renewed = new StringBuilder();
    boolean below = false;
    for (String line : Splitter.on('\n').split(page)) {
      if (line.startsWith("$ ./pincer ")) {
        below = true;
        renewed.append(line).append('\n').append(printed(line));
      } else if (line.startsWith("```")) {
        below = false;
        renewed.append(line).append('\n');
      } else if (!below) {
        renewed.append(line).append('\n');
      }
    }
    renewed.setLength(renewed.length() - 1);
    if (Boolean.getBoolean("pincer.update")) {
      Files.writeString(TUTORIAL, renewed);
    } else {
      assertEquals(renewed.toString(), page, "-Dpincer.update=true writes it anew");
    }
  }

  private static String printed(String line) {
    Call call = Call.of(line.substring("$ ./".length()) + " --models models");
    assertEquals("", call.err());
    return call.out().replaceAll(" in \\d+\\.\\d s;", " in 0.1 s;");
  }

  @Test
  void eachLessonGoesWrongAndIsPutRight() {
    List<String> lessons =
        MODELS.scenarios().stream().filter(name -> name.matches("\\d\\d-.*")).toList();
    assertEquals(8, lessons.size());
    for (String lesson : lessons) {
      assertTrue(!MODELS.model(lesson).check().good(), lesson);
      assertTrue(MODELS.model(lesson).define("FIXED", "1").check().good(), lesson);
    }
  }

  @Test
  void theReadingOrderHasALineForEachScenario() throws IOException {
    List<String> lines = Files.readAllLines(READING_ORDER);
    for (String name : MODELS.scenarios()) {
      String start = "- [" + name + "](";
      assertEquals(
          1,
          lines.stream().filter(line -> line.startsWith(start)).count(),
          () -> READING_ORDER + ": one line `" + start + "PATH): what it is about` for " + name);
    }
    assertEquals(
        MODELS.scenarios().size(),
        lines.stream().filter(line -> line.startsWith("- [")).count(),
        "lines of scenarios that there are not");
  }
}
