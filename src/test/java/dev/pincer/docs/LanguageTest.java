// SPDX-License-Identifier: Apache-2.0
package dev.pincer.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.lower.Lower;
import dev.pincer.program.Listing;
import dev.pincer.program.Program;
import dev.pincer.source.SourceFile;
import dev.pincer.syntax.Includes;
import dev.pincer.syntax.Parser;
import dev.pincer.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of docs/LANGUAGE.md does what stands behind it. */
class LanguageTest {
  private static final Path PAGE = Path.of("docs/LANGUAGE.md");
  private static final SourceFile WORDS = words();

  /**
   * What a line of the listing says that begins a step: what is done, and what the author wrote.
   */
  private static final Pattern STEP = Pattern.compile(" +\\d+ \\* +(.*?)(?:  +\\S+:\\d+ *(.*))?");

  /** A line of code, and what is said of it. */
  record Claim(String code, String said) {
    @Override
    public String toString() {
      return code;
    }
  }

  static List<Claim> steps() throws IOException {
    return claims("steps");
  }

  static List<Claim> undefined() throws IOException {
    return claims("undefined");
  }

  static List<Claim> refused() throws IOException {
    return claims("refused");
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theStepsAreThoseOfTheListing(Claim claim) throws IOException {
    List<String> steps = new ArrayList<>();
    boolean inThread = false;
    for (String line : Splitter.on('\n').split(Listing.of(program(inThread(claim))))) {
      inThread |= line.startsWith("thread ");
      Matcher step = STEP.matcher(line);
      if (inThread && step.matches()) {
        steps.add(step(step.group(1), String.valueOf(step.group(2))));
      }
    }
    assertEquals(claim.said(), steps.isEmpty() ? "no step" : String.join(", ", steps));
  }

  /** {@code store x} for {@code store.release x = %1}. */
  private static String step(String instruction, String source) {
    if (source.startsWith("await")) {
      return "await";
    }
    String access = instruction.replaceFirst("^\\S+ = (?=load)", "").replaceFirst(" = .*", "");
    return access
        .replaceFirst("^(load|store|atomic|rmw)\\.\\w+", "$1")
        .replaceFirst("\\*?%\\d+(->\\w+)?$", "*")
        .replace(" {", "");
  }

  @ParameterizedTest
  @MethodSource("undefined")
  void whatIsUndefinedIsFound(Claim claim) throws IOException {
    List<String> found = new ArrayList<>();
    for (Finding finding :
        Explorer.search(program(inThread(claim)), SearchOptions.DEFAULT, SearchMonitor.NONE)
            .findings()) {
      if (finding.kind() == Finding.Kind.UNDEFINED_BEHAVIOUR) {
        found.add(finding.detail());
      }
    }
    assertEquals(List.of(claim.said()), found);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedHasItsError(Claim claim) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    boolean hasThread = claim.code().contains("thread");
    compile(claim.code() + (hasThread ? "" : "\nthread t(void) { x = 1; }"), diagnostics);
    List<String> codes =
        diagnostics.sorted().stream().map((Diagnostic d) -> d.code().id()).toList();
    assertEquals(List.of(claim.said()), codes);
  }

  // ---- The page ------------------------------------------------------------------------------

  private static List<Claim> claims(String kind) throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (String line : block(kind)) {
      int comment = line.indexOf("//");
      claims.add(
          new Claim(line.substring(0, comment).strip(), line.substring(comment + 2).strip()));
    }
    return claims;
  }

  /** The lines of all blocks of the page that are marked so. */
  private static List<String> block(String kind) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean within = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        within = line.equals("```c " + kind);
      } else if (within) {
        lines.add(line);
      }
    }
    return lines;
  }

  // ---- The tool ------------------------------------------------------------------------------

  private static String inThread(Claim claim) {
    return "thread t(void)\n{\n\t" + claim.code() + "\n}\n";
  }

  private static Program program(String text) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Program program = compile(text, diagnostics);
    if (program == null) {
      throw new AssertionError(Renderer.render(diagnostics));
    }
    return program;
  }

  private static @Nullable Program compile(String text, Diagnostics diagnostics)
      throws IOException {
    String model =
        Stream.concat(block("preamble").stream(), Stream.of(text))
            .reduce("", (a, b) -> a + b + "\n");
    Includes includes =
        new Includes() {
          @Override
          public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
            return name.equals("pincer.h") ? WORDS : null;
          }

          @Override
          public ImmutableList<String> names() {
            return ImmutableList.of("pincer.h");
          }
        };
    return Lower.program(
        Parser.parse(new SourceFile("page.c", model), includes, Map.of(), diagnostics).unit(),
        "page",
        diagnostics);
  }

  private static SourceFile words() {
    try {
      return new SourceFile(
          "include/pincer.h", Files.readString(Path.of("models/include/pincer.h")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
