// SPDX-License-Identifier: Apache-2.0
package dev.pincer.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/CI.md says what is so. */
class CiPageTest {
  private static final Path PAGE = Path.of("docs/CI.md");
  private static final Path EXAMPLES = Path.of("src/test/java/dev/pincer/docs/CiPageExamples.java");

  @Test
  void itsJavaCompiles() throws IOException {
    String examples = squeezed(Files.readString(EXAMPLES));
    List<String> blocks = all("(?s)```java\n(.*?)```");
    assertEquals(3, blocks.size());
    for (String block : blocks) {
      for (String part : block.split("\n\n", -1)) {
        String code = squeezed(part).replace("classKernel", "staticclassKernel");
        assertTrue(examples.contains(code), part);
      }
    }
  }

  @Test
  void itsAssertionsHold() {
    new CiPageExamples().theSequenceCountIsNeeded();
  }

  @Test
  void itsPropertyIsFalseAsTheRaceIsThere() {
    CiPageExamples examples = new CiPageExamples();
    boolean found =
        examples.runs().generator(1_000).stream(new Random(1))
            .limit(2_000)
            .anyMatch(run -> !examples.aPinnedPageStaysMapped(run.value()));
    assertTrue(found);
  }

  @Test
  void itNamesFilesThatThereAre() throws IOException {
    for (String link : all("\\]\\(([^)#]+)\\)")) {
      assertTrue(Files.exists(Path.of("docs").resolve(link)), link);
    }
  }

  private static List<String> all(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String squeezed(String text) {
    return CharMatcher.whitespace().removeFrom(text);
  }
}
