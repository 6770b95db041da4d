// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.diag.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code A-3 I1} in a reason is explained in models/VERDICTS.md, and so is each other id. */
class VerdictIdsTest {
  private static final Path MODELS = Path.of("models");
  private static final Path EXPLAINED = MODELS.resolve("VERDICTS.md");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^- \\*\\*(\\S+)\\*\\*: \\S.*\\.$");

  /** A claim (A-3, F-SAFE), or a promise or step (I1r, M5). */
  private static final Pattern ID =
      Pattern.compile(
          "\\b(?:[A-HNP]-(?:\\d+[a-z]?|SAFE|ping)|DATA|[A-Z]\\d+(?:rem|[a-z])?)\\b(?:'(?!s))?");

  private static Map<String, Integer> defined() throws IOException {
    Map<String, Integer> ids = new TreeMap<>();
    Matcher definition = DEFINITION.matcher(Files.readString(EXPLAINED));
    while (definition.find()) {
      ids.merge(definition.group(1), 1, Integer::sum);
    }
    return ids;
  }

  private static Set<String> ids(String text) {
    Set<String> ids = new TreeSet<>();
    Matcher id = ID.matcher(text);
    while (id.find()) {
      ids.add(id.group());
    }
    return ids;
  }

  /** Where ids stand, and the text. */
  private static Map<String, String> texts() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Corpus corpus = requireNonNull(Corpus.open(MODELS, new Diagnostics()));
    StringBuilder reasons = new StringBuilder();
    for (Expectations.Row row : corpus.expectations(new Diagnostics()).rows()) {
      reasons.append(row.why()).append('\n');
    }
    texts.put("expected.txt", reasons.toString());
    for (String folder : List.of("scenarios", "patches", "proposals")) {
      try (Stream<Path> files = Files.list(MODELS.resolve(folder))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          texts.put(file.toString(), Files.readString(file));
        }
      }
    }
    for (String file : List.of("models/NOTES.md", "src/test/golden/races/known.txt")) {
      texts.put(file, Files.readString(Path.of(file)));
    }
    return texts;
  }

  @Test
  void eachIdIsExplained() throws IOException {
    Set<String> defined = defined().keySet();
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> text : texts().entrySet()) {
      for (String id : ids(text.getValue())) {
        if (!defined.contains(id)) {
          missing.add(text.getKey() + ": " + id);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void noIdIsExplainedTwiceOrForNothing() throws IOException {
    Set<String> used = ids(String.join("\n", texts().values()));
    used.add("T"); // One letter: too many words look like it.
    List<String> wrong = new ArrayList<>();
    defined()
        .forEach(
            (id, times) -> {
              if (times > 1 || !used.contains(id)) {
                wrong.add(id);
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void theyAreFound() {
    assertEquals(
        Set.of("A-3", "I1rem", "F-SAFE", "D-ping", "B9u", "E-2'"),
        ids("A-3's I1rem: F-SAFE and D-ping; B9u, E-2' -DNR_GUP=3 v5.19 O_DIRECT"));
  }
}
