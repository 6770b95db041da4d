// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.golden.Goldens;
import dev.pincer.program.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever can be parsed is compiled or refused: nothing is thrown, and there is a program exactly
 * if there is no error.
 */
class FuzzTest {
  private static final int MUTANTS = Integer.getInteger("pincer.generated", 400);

  private static final Pattern TOKEN =
      Pattern.compile("\\w+|\\s+|//.*|/\\*.*?\\*/|->|&&|[^\\w\\s]");

  @Test
  void mutantsAreCompiledOrRefused() throws IOException {
    List<List<String>> topics = new ArrayList<>();
    for (String topic : List.of("run", "program", "errors/bind")) {
      List<String> models = new ArrayList<>();
      for (Path input : Goldens.inputs(topic, ".c")) {
        models.addAll(List.of(Files.readString(input).split("// ----\n")));
      }
      topics.add(models);
    }
    Random random = new Random(7);
    int compiled = 0;
    int bound = 0;
    for (int i = 0; i < MUTANTS; i++) {
      List<String> models = topics.get(random.nextInt(topics.size()));
      String mutant = mutant(models.get(random.nextInt(models.size())), random);
      try {
        Compilation compilation = Compilation.ofText("main.c", mutant);
        assertEquals(compilation.program == null, compilation.diagnostics.hasErrors());
        if (compilation.program != null) {
          Listing.of(compilation.program);
          compiled++;
        } else if (compilation.diagnostics.sorted().stream()
            .noneMatch(d -> d.code().id().compareTo("E0200") < 0)) {
          bound++;
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(mutant, e);
      }
    }
    assertTrue(compiled > MUTANTS / 20 && bound > MUTANTS / 8, compiled + " and " + bound);
  }

  /** The text with a few tokens left out, doubled, or replaced by others of it. */
  private static String mutant(String text, Random random) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(tokens.size());
      String other = tokens.get(random.nextInt(tokens.size()));
      switch (random.nextInt(8)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, other);
        default -> {
          // Most mutants shall come past the parser: a word takes the place of a word.
          while (Character.isLetterOrDigit(tokens.get(at).charAt(0))
              != Character.isLetterOrDigit(other.charAt(0))) {
            at = random.nextInt(tokens.size());
          }
          tokens.set(at, other);
        }
      }
    }
    return String.join("", tokens);
  }
}
