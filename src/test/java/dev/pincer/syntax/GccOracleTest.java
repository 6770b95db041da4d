// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The preprocessor gives the tokens that GCC's gives. Skipped where there is no GCC. */
class GccOracleTest {
  /** How many sets of macros are generated; each costs a call of GCC, about 10 ms. */
  private static final int GENERATED = Integer.getInteger("pincer.generated", 60);

  private static final String REFUSED = "refused";

  @TempDir Path folder;

  @BeforeAll
  static void gccIsThere() {
    boolean there;
    try {
      there =
          new ProcessBuilder("gcc", "--version").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      there = false;
    }
    assumeTrue(there, "no gcc");
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("dev.pincer.syntax.PreprocessorTest#EXPANSIONS")
  void tableRowsExpandAsInGcc(String name, String input, String unused) throws Exception {
    // GCC warns of a stray character and goes on, as it does not parse.
    assertEquals(gcc(input), pincer(input), name);
  }

  static List<Path> goldens() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/golden/syntax"))) {
      return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldensExpandAsInGcc(Path file) throws Exception {
    String text = Files.readString(file);
    assertEquals(gcc(text), pincer(text));
  }

  @Test
  void generatedMacrosExpandAsInGcc() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < GENERATED; seed++) {
      String text = new MacroSet(seed).text();
      String expected = gcc(text);
      refused += expected.equals(REFUSED) ? 1 : 0;
      assertEquals(expected, pincer(text), text);
    }
    assertTrue(refused < GENERATED * 3 / 4, "too few inputs are sound: " + refused + " are not");
  }

  @Test
  void generatedConditionsAreEvaluatedAsInGcc() throws Exception {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("#define ONE 1\n");
    for (int i = 0; i < 4 * GENERATED; i++) {
      String condition = condition(random, 4);
      text.append("#if ").append(condition).append("\n").append(i).append("\n#endif\n");
    }
    assertEquals(gcc(text.toString()), pincer(text.toString()), text.toString());
  }

  private static String condition(Random random, int depth) {
    List<String> leaves =
        List.of(
            "0",
            "1",
            "2",
            "3u",
            "7",
            "-1",
            "ONE",
            "NONE",
            "defined ONE",
            "defined(NONE)",
            "'a'",
            "0x7fffffffffffffff",
            "0xffffffff",
            "0x8000000000000000",
            "077",
            "0u",
            "64",
            "2147483648");
    int kind = depth == 0 ? 0 : random.nextInt(8);
    if (kind == 0) {
      return leaves.get(random.nextInt(leaves.size()));
    }
    String left = condition(random, depth - 1);
    if (kind == 1) {
      return List.of("!", "~", "-", "+").get(random.nextInt(4)) + " " + left;
    } else if (kind == 2) {
      return "(" + left + ")";
    } else if (kind == 3) {
      return left + " ? " + condition(random, depth - 1) + " : " + condition(random, depth - 1);
    } else if (kind == 4) {
      return left + (random.nextBoolean() ? " / " : " % ") + "5";
    }
    List<String> operators =
        List.of(
            "+", "-", "*", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&", "|", "^", "&&", "||");
    String operator = operators.get(random.nextInt(operators.size()));
    return left + " " + operator + " " + condition(random, depth - 1);
  }

  @Test
  void whatGccCannotParseIsRefused() throws Exception {
    List<Path> inputs = goldens().stream().filter(file -> !file.endsWith("words.c")).toList();
    Random random = new Random(7);
    for (int i = 0; i < GENERATED; i++) {
      String text = Files.readString(inputs.get(i % inputs.size()));
      List<String> tokens = new ArrayList<>(List.of(text.split("(?<=[ \n;(){},.*])|(?=[;(){},])")));
      int at = 20 + random.nextInt(tokens.size() - 20);
      String other = tokens.get(20 + random.nextInt(tokens.size() - 20));
      switch (random.nextInt(3)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, other);
        default -> tokens.set(at, other);
      }
      String changed = String.join("", tokens);
      Model model = Model.of(changed);
      model.parse();
      if (model.errors().isEmpty()) {
        String log = check(changed);
        assertFalse(log.contains("error: expected"), () -> log + "\n" + changed);
      }
    }
  }

  /** What GCC's compiler says of {@code text}. */
  private String check(String text) throws Exception {
    Path input = Files.writeString(folder.resolve("main.c"), text);
    Path log = folder.resolve("gcc.log");
    List<String> command = List.of("gcc", "-fsyntax-only", "-std=gnu11", "-w", "-D__pincer_ghost=");
    List<String> all = new ArrayList<>(command);
    all.add(input.toString());
    new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
    return Files.readString(log);
  }

  /** Random macros and a random text that uses them. */
  private static final class MacroSet {
    private static final List<String> NAMES = List.of("a", "b", "c", "f", "g", "h");
    private static final List<String> FUNCTIONS = List.of("f", "g", "h");
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    MacroSet(int seed) {
      random = new Random(seed);
      for (String name : NAMES) {
        boolean function = FUNCTIONS.contains(name);
        boolean rest = random.nextBoolean();
        String list = name.equals("f") ? "" : name.equals("g") ? "x" : "x, y";
        List<String> parameters = new ArrayList<>(List.of(list.split(", ")));
        parameters.remove("");
        if (rest && function) {
          list += list.isEmpty() ? "..." : ", ...";
          parameters.add("__VA_ARGS__");
        }
        text.append("#define ").append(name).append(function ? "(" + list + ") " : " ");
        append(random.nextInt(6), function ? parameters : List.of(), true);
        text.append('\n');
      }
      append(10, List.of(), false);
      text.append("\n;\n");
    }

    String text() {
      return text.toString();
    }

    private void append(int tokens, List<String> parameters, boolean body) {
      int open = 0;
      for (int i = 0; i < tokens; i++) {
        int kind = random.nextInt(9);
        if (kind < 3) {
          text.append(one(NAMES)).append(' ');
        } else if (kind < 5) {
          text.append(kind == 3 ? one(FUNCTIONS) : "").append('(');
          open++;
        } else if (kind == 5 && open > 0) {
          boolean comma = random.nextInt(3) == 0;
          text.append(comma ? "," : ")");
          open -= comma ? 0 : 1;
        } else if (kind < 8 && !parameters.isEmpty()) {
          text.append(random.nextInt(4) == 0 ? "#" : "").append(one(parameters)).append(' ');
          // What is pasted is mostly a name: GCC refuses all else.
          if (random.nextInt(3) == 0) {
            text.append("## ")
                .append(random.nextBoolean() ? one(NAMES) : one(parameters))
                .append(' ');
          }
        } else {
          text.append(random.nextBoolean() || body ? "k " : "\n");
        }
        text.append(random.nextInt(3) == 0 ? " " : "");
      }
      // What a body leaves open, the text around its use may close.
      text.append(body && random.nextInt(4) == 0 ? "" : ")".repeat(open));
    }

    private String one(List<String> list) {
      return list.get(random.nextInt(list.size()));
    }
  }

  private String pincer(String text) throws IOException {
    Model model = Model.of(text).with("pincer.h", ParserTest.pincer());
    String tokens = model.tokens();
    boolean refused = model.codes().stream().anyMatch(code -> !code.equals("E0101"));
    return refused ? REFUSED : tokens;
  }

  private String gcc(String text) throws Exception {
    Path input = Files.writeString(folder.resolve("main.c"), text);
    Path output = folder.resolve("main.i");
    Path log = folder.resolve("gcc.log");
    List<String> command = new ArrayList<>(List.of("gcc", "-E", "-P", "-std=gnu11", "-undef"));
    command.addAll(List.of("-D__PINCER__=1", "-I", "models/include", "-w"));
    command.addAll(List.of(input.toString(), "-o", output.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int exit = process.waitFor();
    if (exit != 0) {
      return REFUSED;
    }
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = new SourceFile("main.i", Files.readString(output, StandardCharsets.UTF_8));
    return String.join(" ", Lexer.lex(file, diagnostics).stream().map(Token::text).toList());
  }
}
