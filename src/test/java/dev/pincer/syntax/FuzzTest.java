// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.diag.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever stands in a file, the parser returns, says why in places that exist, and keeps its laws.
 */
class FuzzTest {
  private static final List<String> SOUP =
      List.of(
          "int",
          "void",
          "unsigned",
          "long",
          "char",
          "_Bool",
          "struct",
          "enum",
          "union",
          "typedef",
          "static",
          "const",
          "volatile",
          "inline",
          "extern",
          "if",
          "else",
          "while",
          "do",
          "for",
          "switch",
          "case",
          "default",
          "goto",
          "break",
          "continue",
          "return",
          "sizeof",
          "typeof",
          "__attribute__((unused))",
          "__attribute__",
          "_Static_assert",
          "asm",
          "float",
          "_Generic",
          "__pincer_thread",
          "__pincer_threads(2)",
          "__pincer_invariant",
          "__pincer_atomic(full)",
          "__pincer_rmw",
          "__pincer_load",
          "__pincer_store",
          "__pincer_fence",
          "__pincer_await",
          "__pincer_undefined_unless",
          "__pincer_this_thread()",
          "__pincer_ghost",
          "t",
          "t",
          "x",
          "y",
          "f",
          "M",
          "N",
          "1",
          "2u",
          "08",
          "1.5",
          "'a'",
          "'",
          "\"s\"",
          "\"",
          "(",
          "(",
          ")",
          ")",
          "{",
          "{",
          "}",
          "}",
          "[",
          "]",
          ";",
          ";",
          ";",
          ",",
          ":",
          "?",
          ".",
          "...",
          "->",
          "++",
          "+",
          "-",
          "*",
          "*",
          "&",
          "&&",
          "|",
          "~",
          "!",
          "=",
          "==",
          "+=",
          "<<",
          "#",
          "##",
          "@",
          "\\",
          "/*",
          "*/",
          "//",
          "\n",
          "\n",
          "\n#define M(x) x",
          "\n#define N M(",
          "\n#define M(x,...) #x",
          "\n#undef M",
          "\n#if",
          "\n#ifdef M",
          "\n#else",
          "\n#elif 1",
          "\n#endif",
          "\n#include <h>",
          "\n#include",
          "\n#error",
          "\n#pragma once",
          "defined",
          "__VA_ARGS__",
          "__LINE__");

  @Property(tries = 1000, seed = "1")
  void tokenSoupNeverThrows(@ForAll("soup") List<String> tokens) {
    check("typedef int t;\n" + String.join(" ", tokens));
  }

  @Provide
  Arbitrary<List<String>> soup() {
    return Arbitraries.of(SOUP).list().ofMaxSize(60);
  }

  @Property(tries = 300, seed = "2")
  void charactersNeverThrow(@ForAll("characters") String text) {
    check(text);
  }

  @Provide
  Arbitrary<String> characters() {
    return Arbitraries.strings()
        .withChars("#\\\n\r\t \"'/*<>(){}[];,.=+-ab1e0x@$\u00e9\ud83d\ude00\0")
        .ofMaxLength(60);
  }

  @Property(tries = 300, seed = "3")
  void aModelWithSomeTokensWrongNeverThrows(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> inputs = ParserTest.inputs();
    String text = Files.readString(inputs.get(random.nextInt(inputs.size())));
    List<String> lines = new ArrayList<>(List.of(text.split("(?<=[ \n;(){},])")));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      switch (random.nextInt(4)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
        case 2 -> lines.set(at, lines.get(random.nextInt(lines.size())));
        default -> lines.set(at, SOUP.get(random.nextInt(SOUP.size())) + " ");
      }
    }
    check(String.join("", lines));
  }

  private static void check(String text) {
    Model model = Model.of(text).with("h", "int h;\n");
    try {
      model.with("pincer.h", ParserTest.pincer());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Parsed parsed = model.parse();
    model.rendered();
    for (Diagnostic error : model.errors()) {
      assertTrue(error.span().end() <= error.span().file().text().length(), error::toString);
    }
    if (model.errors().isEmpty()) {
      ParserTest.checkPrinted(parsed.unit());
    }
  }
}
