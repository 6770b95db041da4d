// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.ErrorCode;
import dev.pincer.golden.Goldens;
import dev.pincer.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models with mistakes. A line says behind {@code //!} which errors are reported in it, behind
 * {@code //!^} which in the line above; each error is expected, and each expectation met. A line
 * {@code // ----} begins a new model.
 */
class ErrorsTest {
  private static final Pattern EXPECTATION =
      Pattern.compile("//!(\\^?) (E\\d{4}) ?(.*?)(?= //!|\\r?$)", Pattern.MULTILINE);

  /** These need long or deep inputs, which {@link #limitsAreErrors} makes. */
  private static final Set<ErrorCode> LIMITS =
      Set.of(
          ErrorCode.TOO_MANY_INCLUDES,
          ErrorCode.MACRO_TOO_DEEP,
          ErrorCode.UNIT_TOO_LONG,
          ErrorCode.NESTED_TOO_DEEP);

  private static final Set<ErrorCode> OF_SEVERAL_FILES =
      Set.of(ErrorCode.CIRCULAR_INCLUDE, ErrorCode.MACRO_EXPLODES);

  static List<Path> inputs() throws IOException {
    return Goldens.inputs("errors/syntax", ".c");
  }

  static List<Path> rendered() throws IOException {
    return Goldens.inputs("errors/rendered", ".c");
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void eachErrorIsExpectedAndEachExpectationMet(Path input) throws IOException {
    for (String part : parts(Files.readString(input))) {
      Model model = model(part);
      Parsed parsed = model.parse();
      List<String> expected = new ArrayList<>();
      for (SourceFile file : parsed.files()) {
        expected.addAll(expectations(file));
      }
      List<String> reported = new ArrayList<>();
      for (Diagnostic error : model.errors()) {
        String found = error.span() + ": " + error.code().id() + " " + error.text();
        // An expectation may be the beginning of the text.
        reported.add(expected.stream().filter(found::startsWith).findFirst().orElse(found));
      }
      assertEquals(lines(expected), lines(reported), input.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void errorsAreDrawnAsTheGoldenSays(Path input) throws IOException {
    Model model = model(Files.readString(input));
    model.parse();
    Goldens.check(input, ".txt", model.rendered());
  }

  @Test
  void eachCodeOfTheFrontIsExpectedSomewhere() throws IOException {
    Set<String> expected = new HashSet<>();
    for (Path input : inputs()) {
      EXPECTATION.matcher(Files.readString(input)).results().forEach(m -> expected.add(m.group(2)));
    }
    for (Path header : includes()) {
      EXPECTATION
          .matcher(Files.readString(header))
          .results()
          .forEach(m -> expected.add(m.group(2)));
    }
    List<String> missing =
        Stream.of(ErrorCode.values())
            .filter(code -> isOfFront(code) && !LIMITS.contains(code))
            .map(ErrorCode::id)
            .filter(id -> !expected.contains(id))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** 01xx, and what the parser refuses by name. */
  private static boolean isOfFront(ErrorCode code) {
    return code.id().compareTo("E0200") < 0
        || (code.id().compareTo("E0300") > 0 && code.id().compareTo("E0330") < 0);
  }

  /**
   * In a page's example, each error is the page's. Limits, and what takes several files, have none
   * that can be read.
   */
  @Test
  void theExampleOfEachPageHasItsError() throws IOException {
    List<String> wrong = new ArrayList<>();
    Pattern example = Pattern.compile("```c\n(.*?)```", Pattern.DOTALL);
    for (ErrorCode code : ErrorCode.values()) {
      if (!isOfFront(code) || LIMITS.contains(code) || OF_SEVERAL_FILES.contains(code)) {
        continue;
      }
      String page = Files.readString(Path.of("docs/errors", code.id() + ".md"));
      Matcher matcher = example.matcher(page);
      assertTrue(matcher.find(), "no example of " + code.id());
      Model model = model(matcher.group(1));
      model.parse();
      if (!Set.of(code.id()).equals(Set.copyOf(model.codes()))) {
        wrong.add(code.id() + " gives " + model.codes() + ":\n" + matcher.group(1));
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void limitsAreErrors() {
    Model deep = Model.of("#include <h0>");
    for (int i = 0; i < 200; i++) {
      deep.with("h" + i, "#include <h" + (i + 1) + ">\n");
    }
    deep.parse();
    assertEquals(List.of("E0116"), deep.codes());

    Model wide = Model.of("#include <h0>");
    for (int i = 0; i < 40; i++) {
      wide.with("h" + i, ("#include <h" + (i + 1) + ">\n").repeat(2));
    }
    wide.with("h40", "");
    wide.parse();
    assertEquals(List.of("E0116"), wide.codes());

    Model nested = Model.of("#define f(x) x\n" + "f(".repeat(300) + ")".repeat(300));
    nested.parse();
    assertEquals(List.of("E0136"), nested.codes());

    Model empty = Model.of("#define f(x) x x\n" + "f(".repeat(60) + ")".repeat(60));
    empty.parse();
    assertEquals(List.of(), empty.codes(), "nothing, doubled often, is nothing");

    Model doubled = Model.of("#define f(x) x x\n" + "f(".repeat(60) + "1" + ")".repeat(60));
    doubled.parse();
    assertEquals(List.of("E0135"), doubled.codes());

    String twice = "#define a b b\n";
    StringBuilder nothing = new StringBuilder();
    for (char c = 'a'; c < 'z'; c++) {
      nothing.append(
          twice.replace('b', (char) (c + 1)).replace('a', c).replaceFirst("^#.*? ", "#define "));
    }
    Model silent = Model.of(nothing + "#define z\na");
    silent.parse();
    assertEquals(List.of("E0135"), silent.codes());

    Model part = Model.of("#include <h>\n".repeat(250)).with("h", "a ".repeat(5_000));
    part.parse();
    assertEquals(List.of("E0137"), part.codes());
  }

  @Test
  void aFileThatIsReadTwiceReportsItsErrorOnce() {
    Model model = Model.of("#include <h>\n#include <h>\n").with("h", "int a = ;\n");
    model.parse();
    assertEquals(List.of("E0141"), model.codes());
  }

  @Test
  void definitionsOfTheCommandLineAreChecked() {
    Model model = Model.of("X").define("1X", "1").define("a b", "1").define("__PINCER__", "2");
    model.define("X", "'");
    model.parse();
    assertEquals(List.of("E0125", "E0125", "E0126", "E0103"), model.codes());
    assertEquals(
        """
        <command line>:1:3: error[E0125]: `1X` cannot be the name of a macro
            1 | -D1X=1
              |   ^~
              = hint: take another name, of letters, digits and `_`
        """,
        model.rendered().substring(0, model.rendered().indexOf("<", 1)));
  }

  @Test
  void aThreadThatIsNoFunctionIsToldHowToBeOne() throws IOException {
    Model model =
        model("#include <pincer.h>\nint x;\nthread(a) { x = 1; }\ninvariant ok { return x; }\n");
    model.parse();
    assertEquals(
        """
        main.c:3:1: error[E0146]: `thread` cannot stand here
            3 | thread(a) { x = 1; }
              | ^~~~~~
              = hint: write `thread a(void) { ... }`
        main.c:4:1: error[E0146]: `invariant` cannot stand here
            4 | invariant ok { return x; }
              | ^~~~~~~~~
              = hint: write `invariant ok(void) { ... }`
        """,
        model.rendered());
  }

  private static Model model(String text) throws IOException {
    Model model = Model.of(text).with("pincer.h", ParserTest.pincer());
    for (Path header : includes()) {
      model.with(header.getFileName().toString(), Files.readString(header));
    }
    return model.with("linux/mm.h", "");
  }

  private static List<Path> includes() throws IOException {
    return Goldens.inputs("errors/syntax/include", ".h");
  }

  /** The parts of a file, each with empty lines in place of those before it. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (String part : Splitter.on("// ----\n").split(text)) {
      parts.add(before + part);
      before.append("\n".repeat((int) part.lines().count() + 1));
    }
    return parts;
  }

  private static List<String> expectations(SourceFile file) {
    List<String> expectations = new ArrayList<>();
    for (int line = 1; line <= file.lineCount(); line++) {
      Matcher matcher = EXPECTATION.matcher(file.lineText(line));
      while (matcher.find()) {
        int at = matcher.group(1).isEmpty() ? line : line - 1;
        String text = (matcher.group(2) + " " + matcher.group(3)).strip();
        expectations.add(file.path() + ":" + at + ": " + text);
      }
    }
    return expectations;
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines.stream().sorted().toList());
  }
}
