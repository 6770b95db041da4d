// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.ErrorCode;
import dev.pincer.golden.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that can be parsed, and that mean nothing. A line says behind {@code //!} which errors are
 * reported in it, behind {@code //!^} which in the line above; each error is expected, and each
 * expectation met. A line {@code // ----} begins a new model.
 */
class ErrorsTest {
  private static final Pattern EXPECTATION =
      Pattern.compile("//!(\\^?) (E\\d{4}) ?(.*?)(?= //!|\\r?$)", Pattern.MULTILINE);

  static List<Path> inputs() throws IOException {
    return Goldens.inputs("errors/bind", ".c");
  }

  static List<Path> drawn() throws IOException {
    return Goldens.inputs("errors/bind/drawn", ".c");
  }

  static List<ErrorCode> codes() {
    return Stream.of(ErrorCode.values()).filter(ErrorsTest::isFoundHere).toList();
  }

  private static boolean isFoundHere(ErrorCode code) {
    if (code == ErrorCode.OUT_OF_MEMORY || code == ErrorCode.OUT_OF_STACK) {
      return false; // Of the Java machine, not of a model.
    }
    String id = code.id();
    return (id.compareTo("E0200") > 0 && id.compareTo("E0300") < 0)
        || (id.compareTo("E0330") >= 0 && id.compareTo("E0600") < 0);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void eachErrorIsExpectedAndEachExpectationMet(Path input) throws IOException {
    for (String part : parts(Files.readString(input))) {
      List<String> expected = expectations(part);
      List<String> reported = new ArrayList<>();
      for (Diagnostic error : Compilation.ofText("main.c", part).diagnostics.sorted()) {
        String found = error.span().line() + ": " + error.code().id() + " " + error.text();
        // An expectation may be the beginning of the text.
        reported.add(expected.stream().filter(found::startsWith).findFirst().orElse(found));
      }
      assertEquals(lines(expected), lines(reported), input.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void errorsAreDrawnAsTheGoldenSays(Path input) throws IOException {
    String text = Files.readString(input);
    Goldens.check(input, ".txt", Compilation.ofText("main.c", text).errors());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void thePageOfACodeHasAnExampleThatGivesIt(ErrorCode code) throws IOException {
    Path page = Path.of("docs/errors").resolve(code.id() + ".md");
    String text = Files.readString(page);
    Matcher example = Pattern.compile("```c\\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertEquals(true, example.find(), page + " has no example");
    Compilation compilation =
        Compilation.ofText("main.c", "#include <pincer.h>\n" + example.group(1));
    List<ErrorCode> found =
        compilation.diagnostics.sorted().stream().map(Diagnostic::code).toList();
    assertEquals(List.of(code), found, compilation.errors());
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

  private static List<String> expectations(String text) {
    List<String> expectations = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = EXPECTATION.matcher(lines.get(i));
      while (matcher.find()) {
        int at = matcher.group(1).isEmpty() ? i + 1 : i;
        expectations.add(at + ": " + (matcher.group(2) + " " + matcher.group(3)).strip());
      }
    }
    return expectations;
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines.stream().sorted().toList());
  }
}
