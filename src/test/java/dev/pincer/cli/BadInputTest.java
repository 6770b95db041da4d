// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong gets one error, with place and hint, exit code 2, and nothing else: no second
 * error, no result, no stack trace.
 */
class BadInputTest {
  private static final String MODELS = "src/test/golden/cli/models";
  private static final String GOOD = "#include <pincer.h>\nint x, y;\nthread t(void) { x = 1; }\n";

  @TempDir private Path folder;

  /** A file of the user's, and how the message about it begins, after the path. */
  private record Model(String text, String error) {}

  static List<Model> models() {
    String deep = "(".repeat(5000);
    return List.of(
        new Model("", ": error[E0401]: the scenario has no threads"),
        new Model("int x;\n", ":1:1: error[E0401]: the scenario has no threads"),
        good("invariant i(void) { return x == ; }", ":4:33: error[E0141]: expected an expression"),
        good("thread u(void) { y = 1;", ":4:24: error[E0141]: expected `}`, found the end"),
        good("thread u(void) { y = z; }", ":4:22: error[E0201]: unknown name `z`"),
        good("thread u(void) { y = &x; }", ":4:22: error[E0330]: a value of type `int *`"),
        good("float f;", ":4:1: error[E0301]: `float`: floating point is not supported"),
        good("int f(int n) { return f(n); }", ":4:23: error[E0354]: `f` calls itself"),
        good("#include \"none.h\"", ":4:10: error[E0114]: there is no file `none.h`"),
        good("#include \"model.c\"", ":4:1: error[E0115]: `"),
        good("#define F(a) a\nint z = F(1;", ":5:9: error[E0131]: the arguments of macro `F`"),
        good(doubling(30), ":36:9: error[E0135]: macro `M0` expands to more than"),
        good("#if one two\n#endif", ":4:9: error[E0120]: expected an operator"),
        good(
            "invariant i(void) { return 1; }\nwitness i(void) { return 1; }", ":5:9: error[E0404]"),
        good("witness w(void) { x = 1; return 1; }", ":4:19: error[E0407]: property `w` writes"),
        good("thread u(int n) { y = n; }", ":4:8: error[E0402]: `u` must take and return nothing"),
        good("int a[2] = { 1, 2, 3 };", ":4:20: error[E0347]: initialiser: more values than"),
        good("int a[2000000000];", ":4:7: error[E0342]: an array cannot have 2000000000 elements"),
        good("threads(u, 5000) { y = 1; }", ":4:12: error[E0403]: there cannot be 5000 copies"),
        good("threads(u, 64) { y = 1; }", ":4:9: error[E0503]: the model has 65 threads"),
        good("int z = " + deep + "1;", ":4:159: error[E0140]: nested more than 300 deep"),
        good(calls(5000), ":205:26: error[E0504]: calls of functions are nested more than 200"),
        good("\0", ": error[E0601]: cannot be read: it is not text, as it has a zero byte"),
        good("thread u(void) { y = \u0001; }", ":4:22: error[E0101]: stray character `U+0001`"));
  }

  private static Model good(String more, String error) {
    return new Model(GOOD + more + "\n", error);
  }

  private static String doubling(int count) {
    return "#define M0 1\n"
        + IntStream.range(0, count)
            .mapToObj(i -> "#define M" + (i + 1) + " M" + i + " + M" + i + "\n")
            .collect(Collectors.joining())
        + "\nint z = M"
        + count
        + ";";
  }

  private static String calls(int count) {
    return "static void f0(void) { y = 1; }\n"
        + IntStream.range(0, count)
            .mapToObj(i -> "static void f" + (i + 1) + "(void) { f" + i + "(); }\n")
            .collect(Collectors.joining())
        + "thread u(void) { f"
        + count
        + "(); }";
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelGetsOneError(Model model) throws IOException {
    Path file = folder.resolve("model.c");
    Files.writeString(file, model.text());
    for (String verb : List.of("check", "list", "replay")) {
      List<String> words = new ArrayList<>(List.of("pincer", verb, file.toString()));
      if (verb.equals("replay")) {
        words.addAll(List.of("--schedule", "-"));
      }
      Call call = Call.of(words);
      oneError(call);
      String start = file + model.error();
      assertTrue(call.err().startsWith(start), () -> "want " + start + "\ngot " + call.err());
    }
  }

  @Test
  void bytesThatAreNoTextGetOneError() throws IOException {
    Path file = folder.resolve("model.c");
    Files.write(file, "/* caf\u00e9 */\n".getBytes(StandardCharsets.ISO_8859_1));
    oneError(Call.of("pincer check " + file));
    oneError(Call.of("pincer check " + folder));
    oneError(Call.of(List.of("pincer", "check", "")));
  }

  /** litmus.h has the name as well, but takes the words of models away. */
  @Test
  void aNameWithoutItsHeaderIsToldTheHeaderOfTheSmallLinux() throws IOException {
    Path file = folder.resolve("model.c");
    Files.writeString(file, GOOD + "thread u(void) { smp_store_mb(no, 1); }\n");
    Call call = Call.of("pincer check " + file);
    assertTrue(call.err().contains("hint: `#include <asm/barrier.h>` has it"), call.err());
  }

  @Test
  void anEmptyLitmusTestGetsOneError() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.litmus"));
    Call call = Call.of("pincer litmus " + file);
    oneError(call);
    assertTrue(
        call.err().contains("a C litmus test begins with `C`, not with the end of the file\n"),
        call.err());
  }

  /** In the parentheses stands what is no expression, or behind them what is no statement. */
  @Test
  void aMacroWithoutItsHeaderIsToldItTooAndAWordIsSpeltRight() throws IOException {
    hint(
        "thread u(void) { int *p = container_of(&x, struct s, m); }",
        "`#include <linux/kernel.h>` has it");
    hint("DEFINE_SPINLOCK(lock);", "`#include <linux/spinlock.h>` has it");
    hint("thread u(void) { WARN(x == 1, \"text\"); }", "`#include <linux/kernel.h>` has it");
    hint("thread u(void) { rmv(relaxed) { x = 1; } }", "did you mean `rmw`?");
    hint("thread u(void) { x = chose(2); }", "did you mean `choose`?");
  }

  /** Where a type is expected, the words of pincer.h stand as well. */
  @Test
  void aMisspeltWordBeforeAFunctionIsSpeltRight() throws IOException {
    String type = "error[E0142]: unknown type";
    hint("thred u(void) { x = 1; }", type, "did you mean `thread`?");
    hint("invarient ok(void) { return x; }", type, "did you mean `invariant`?");
    hint("witnes ok(void) { return x; }", type, "did you mean `witness`?");
  }

  private void hint(String more, String hint) throws IOException {
    hint(more, "error[E0201]: unknown name", hint);
  }

  private void hint(String more, String error, String hint) throws IOException {
    Path file = folder.resolve("model.c");
    Files.writeString(file, GOOD + more + "\n");
    Call call = Call.of("pincer check " + file);
    oneError(call);
    assertTrue(call.err().contains(error), call.err());
    assertTrue(call.err().contains("hint: " + hint), call.err());
  }

  /** Patches that are no good, and how the message about each begins, after the path. */
  static List<Model> patches() {
    String paths = "--- a/mm/counter.c\n+++ b/mm/counter.c\n";
    String hunk = "@@ -9,3 +9,4 @@\n {\n+\t/* Count. */\n \tatomic_inc(&nr_faults);\n }\n";
    return List.of(
        new Model("", ": error[E0620]: there is no diff"),
        new Model("Subject: x\n\nwhy\n---\n", ":1:1: error[E0620]: there is no diff"),
        new Model("<html></html>\n", ":1:1: error[E0620]: there is no diff"),
        new Model(paths, ":1:1: error[E0626]: malformed patch: a file without hunks"),
        new Model(paths + hunk.replace("+9,4", "+9,9"), ":3:1: error[E0625]: hunk 1 has 3 old"),
        new Model(paths + hunk.replace("inc", "dec"), ":6:1: error[E0621]: hunk 1 does not apply"),
        new Model(paths.replace("ter.c", "t.c") + hunk, ":1:1: error[E0623]: there is no file"),
        new Model(paths.replace("mm/", "../") + hunk, ":1:1: error[E0627]: `../counter.c` lies"));
  }

  @ParameterizedTest
  @MethodSource("patches")
  void aPatchGetsOneError(Model patch) throws IOException {
    Path file = folder.resolve("my.patch");
    Files.writeString(file, patch.text());
    for (String verb : List.of("check", "list", "replay --schedule -")) {
      Call call =
          Call.of("pincer " + verb + " count-faults --models " + MODELS + " --patch " + file);
      oneError(call);
      String start = file + patch.error();
      assertTrue(call.err().startsWith(start), () -> "want " + start + "\ngot " + call.err());
    }
  }

  @Test
  void aPatchThatIsThereAlreadyGetsOneError() {
    String patch = " --patch src/test/golden/cli/skip-odd.patch";
    Call call = Call.of("pincer check count-faults --models " + MODELS + patch + patch);
    oneError(call);
    assertTrue(call.err().contains("error[E0622]"), call.err());
  }

  /** Of a file of the user's the table says nothing, so it is not even read. */
  @Test
  void aWrongTableDoesNotKeepAFileFromBeingJudged() throws IOException {
    Path models = copyOfModels();
    Files.writeString(models.resolve("expected.txt"), "garbage\n", StandardOpenOption.APPEND);
    Path own = folder.resolve("own.c");
    Files.writeString(own, "#include <pincer.h>\nthread t(void) { }\n");
    Call call = Call.of("pincer check " + own + " --models " + models);
    assertEquals(0, call.exit(), call.err());
    oneError(Call.of("pincer check " + own + " count-faults --models " + models));
  }

  /** What is wrong in the models folder is said before the first matrix is printed. */
  @ParameterizedTest
  @CsvSource({
    "expected.txt, v1 count-faults sc no_such holds - ? why, E0644",
    "expected.txt, v1 count-faults, E0640",
    "series, garbage, E0612",
    "scenarios/count-faults.c, thread u(void) { zork = 1; }, E0201",
    "scenarios/zz.c, int x;, E0401",
    "linux/mm/counter.c, int x = y;, E0201",
    "proposals/odd.patch, Subject: odd, E0620",
    "patches/0002-abcdefabcdef-odd.patch, Subject: odd, E0618",
  })
  void aModelsFolderGetsOneError(String file, String line, String code) throws IOException {
    Path models = copyOfModels();
    Files.writeString(
        models.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Call call = Call.of("pincer check --models " + models);
    oneError(call);
    assertTrue(call.err().contains("error[" + code + "]"), call.err());
  }

  private Path copyOfModels() throws IOException {
    Path models = folder.resolve("models");
    try (Stream<Path> walk = Files.walk(Path.of(MODELS))) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        Files.copy(path, models.resolve(Path.of(MODELS).relativize(path).toString()));
      }
    }
    return models;
  }

  @Test
  void anErrorIsToldAsJsonToo() throws IOException {
    Path file = folder.resolve("model.c");
    Files.writeString(file, GOOD + "thread u(void) { y = z; }\n");
    Call call = Call.of("pincer check --json " + file);
    assertEquals(2, call.exit());
    assertTrue(call.out().startsWith("{"), call.out());
    assertTrue(call.out().contains("\"code\": \"E0201\""), call.out());
  }

  /** What is asked of a good model. */
  static List<String> calls() {
    return List.of(
        "check no-such",
        "check count-faults no-such",
        "check no/such/file.c",
        "check count-faults --at v7",
        "check count-faults --at count-twise",
        "list count-faults --at v1 --at v2",
        "check count-faults --property no_such",
        "check --property no_such",
        "check count-faults --no-such",
        "check count-faults -DNR_CPUS=abc",
        "check count-faults -DNR_CPUS=",
        "check count-faults -DNR_CPUS=(",
        "check count-faults -DNR_CPUS=-1",
        "check count-faults -DNR_CPUS=99",
        "check count-faults -DNR_CPU=2",
        "check count-faults -DNR_CPUS=1 -DNR_CPUS=2",
        "check count-faults -D1=1",
        "check count-faults --fuzz 1",
        "check count-faults --accept v1/count-faults/faults_are_counted",
        "check count-faults --json=3",
        "check count-faults --max-memory lots",
        "check count-faults --max-memory 0",
        "check count-faults --max-states -1",
        "check count-faults --workers 0",
        "check count-faults --patch no-such.patch",
        "check count-faults --patch src",
        "replay count-faults --schedule 0x",
        "replay count-faults --schedule 7x1",
        "replay count-faults --schedule 0x100",
        "replay count-faults --schedule i:1",
        "source src",
        "explain E0000");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallGetsOneError(String line) {
    boolean onModels = !line.startsWith("explain");
    oneError(Call.of("pincer " + line + (onModels ? " --models " + MODELS : "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --strategy all | one of pct, random, guided
          --depth 300 | a whole number, 1 to 256
          --time 1.5 | a whole number, 1 or more, of seconds
          --seed x | a whole number
          --schedules 0 | a whole number, 1 or more
          --max-steps 2000000 | a whole number, 1 to 1000000
          """)
  void whatAnOptionTakesIsSaid(String option, String takes) {
    Call call = Call.of("pincer sample count-faults " + option + " --models " + MODELS);
    oneError(call);
    assertTrue(call.err().contains(": it takes " + takes + "\n"), call.err());
  }

  private static void oneError(Call call) {
    assertEquals("", call.out());
    assertEquals(2, call.exit(), call.err());
    assertEquals(1, call.err().split("error\\[", -1).length - 1, call.err());
    assertTrue(call.err().contains("= hint: "), call.err());
    assertTrue(call.err().lines().allMatch(line -> line.length() < 220), call.err());
    assertFalse(call.err().contains("Exception"), call.err());
  }

  /** The memory of a process is a file, and nobody can read its first page. */
  @Test
  void whatNobodyCanReadIsNamed() throws IOException {
    Path file = Files.createSymbolicLink(folder.resolve("memory.c"), Path.of("/proc/self/mem"));
    assertEquals(
        new Call(
            2,
            "",
            file
                + ": error[E0601]: cannot be read: Input/output error\n"
                + "      = hint: name a file of text\n"),
        Call.of(List.of("pincer", "check", file.toString())));
  }

  @Test
  void whatMayNotBeReadIsNamedWithTheWayOut() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.c"), GOOD);
    Path models = Files.createDirectory(folder.resolve("models"));
    assertTrue(file.toFile().setReadable(false));
    assertTrue(models.toFile().setReadable(false));
    String hint = "\n      = hint: `chmod u+rX` lets its owner read it\n";
    Call one = Call.of(List.of("pincer", "check", file.toString()));
    if (Files.isReadable(file)) {
      assertEquals(0, one.exit(), "whoever runs this may read all that there is: " + one.err());
      return;
    }
    assertEquals(
        new Call(2, "", file + ": error[E0601]: cannot be read: permission denied" + hint), one);
    Call all = Call.of(List.of("pincer", "check", "--models", models.toString()));
    assertEquals(2, all.exit());
    assertTrue(all.err().contains("permission denied" + hint), all::err);
  }
}
