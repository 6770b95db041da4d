// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pincer.Model;
import dev.pincer.Result;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A patch on a model of one's own is judged as one on the small Linux is. */
class OwnPatchTest {
  private static final String RACY =
      """
      /* Two threads count. */
      #include <pincer.h>

      static int count;

      threads(counts, 2)
      {
      	int old = load(&count, relaxed);

      	store(&count, old + 1, relaxed);
      }

      finally both_counted(void)
      {
      	return count == 2;
      }
      """;

  private static final String MENDED =
      RACY.replace(
          "\tint old = load(&count, relaxed);\n\n\tstore(&count, old + 1, relaxed);\n",
          "\trmw(relaxed) { count++; }\n");

  @TempDir private Path folder;

  private Path racy = Path.of("");
  private Path mended = Path.of("");

  @BeforeEach
  void writeModels() throws IOException {
    racy = write("repo/models/own.c", RACY);
    mended = write("mended/models/own.c", MENDED);
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** What a program prints that was called in a folder. */
  private String run(String in, String... command) throws IOException {
    Process process = new ProcessBuilder(command).directory(folder.resolve(in).toFile()).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean has(String program) {
    try {
      new ProcessBuilder(program, "--version").start().getInputStream().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Call check(Path model, String patch) throws IOException {
    assertTrue(patch.contains("@@"), patch);
    return Call.of("pincer check " + model + " --patch " + write("my.patch", patch));
  }

  private void mends(Path model, String patch) throws IOException {
    Call call = check(model, patch);
    assertEquals(0, call.exit(), () -> patch + call.err() + call.out());
    assertTrue(call.out().contains("1 verdict changed: 1 mended"), call.out());
  }

  /**
   * A limit ends the search without the patch, so nobody knows whether the patch mends anything.
   */
  @Test
  void whatWasUndecidedIsNotMended() throws IOException {
    assumeTrue(has("diff"));
    Path patch =
        write("my.patch", run(".", "diff", "-u", "repo/models/own.c", "mended/models/own.c"));
    Call call = Call.of("pincer check " + racy + " --patch " + patch + " --max-states 4");
    assertEquals(3, call.exit(), call.err() + call.out());
    assertTrue(call.out().contains("unknown"), call.out());
    assertTrue(call.out().contains("no verdict changed"), call.out());
  }

  // ---- How patches are written -----------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diff -u repo/models/own.c mended/models/own.c",
        "diff -u repo/models/own.c own-new.c",
        "diff -u own.c.orig old/own-new.c",
        "diff -ur repo mended",
        "diff -ur repo/models mended/models",
        "git diff --no-index repo/models/own.c mended/models/own.c",
        "git diff --no-index --no-prefix repo mended",
      })
  void whatDiffWritesIsUnderstood(String command) throws IOException {
    assumeTrue(has(command.substring(0, command.indexOf(' '))));
    write("own-new.c", MENDED);
    write("own.c.orig", RACY);
    write("old/own-new.c", MENDED);
    String patch = run(".", command.split(" "));
    mends(racy, patch.replace("old/own-new.c", "repo/models/own.c"));
  }

  @ParameterizedTest
  @CsvSource({
    "repo,        git diff",
    "repo,        git diff --no-prefix",
    "repo/models, git diff",
    "repo/models, git diff --relative",
    "repo/models, git diff -U0",
    "repo,        git diff --patience HEAD",
  })
  void whatGitWritesIsUnderstood(String in, String command) throws IOException {
    assumeTrue(has("git"));
    commitRacyModel();
    Files.writeString(racy, MENDED);
    String patch = run(in, command.split(" "));
    Files.writeString(racy, RACY);
    mends(racy, patch);
  }

  @Test
  void aMailOfGitIsUnderstood() throws IOException {
    assumeTrue(has("git"));
    commitRacyModel();
    Files.writeString(racy, MENDED);
    git("commit", "-qam", "models: count in one step");
    String patch = run("repo", "git", "format-patch", "-1", "--stdout");
    Files.writeString(racy, RACY);
    mends(racy, patch);
  }

  private void commitRacyModel() throws IOException {
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "models: count");
  }

  private void git(String... words) throws IOException {
    String[] command = new String[words.length + 5];
    List.of("git", "-c", "user.name=me", "-c", "user.email=me@example.org").toArray(command);
    System.arraycopy(words, 0, command, 5, words.length);
    run("repo", command);
  }

  /** Who names the model by a path that is not its own has to name it so in the patch. */
  @Test
  void aFileOfTheSameNameInAnotherFolderIsAnotherFile() throws IOException {
    Call call = check(racy, patch("a/drivers/own.c", "b/drivers/own.c"));
    assertEquals(2, call.exit());
    assertTrue(
        call.err().contains("hint: if it is `" + racy + "`, name it so in the patch"), call.err());
  }

  private static String patch(String before, String after) {
    return "--- "
        + before
        + "\n+++ "
        + after
        + """

        @@ -5,9 +5,7 @@

         threads(counts, 2)
         {
        -	int old = load(&count, relaxed);
        -
        -	store(&count, old + 1, relaxed);
        +	rmw(relaxed) { count++; }
         }

         finally both_counted(void)
        """;
  }

  // ---- What is judged --------------------------------------------------------------------------

  /** The patch in the reverse: its race is that of the file as git would patch it. */
  @Test
  void aPatchedModelIsJudgedAsTheFileThatItMakes() throws IOException {
    assumeTrue(has("diff"));
    String patch = run(".", "diff", "-u", mended.toString(), racy.toString());
    Call call = check(mended, patch.replace("repo/", "mended/"));
    assertEquals(1, call.exit(), call.err());
    assertTrue(call.out().contains("1 verdict changed: 1 broken"), call.out());
    String alone = Call.of("pincer check " + racy).out();
    assertEquals(race(alone), race(call.out()).replace(mended.toString(), racy.toString()));
    Path file = folder.resolve("my.patch");
    assertEquals(
        Call.of("pincer list " + racy).out(),
        Call.of("pincer list " + mended + " --patch " + file)
            .out()
            .replace(mended.toString(), racy.toString()));
  }

  /** From the first line of the race to the line before the numbers. */
  private static String race(String out) {
    return out.substring(out.indexOf("BROKEN  both"), out.indexOf("        shortest:"));
  }

  @Test
  void theLineBelowARaceRunsItAgain() throws IOException {
    assumeTrue(has("diff"));
    String patch = run(".", "diff", "-u", mended.toString(), racy.toString());
    Call call = check(mended, patch.replace("repo/", "mended/"));
    String replay =
        call.out().lines().filter(line -> line.contains("replay:")).findFirst().orElseThrow();
    assertTrue(replay.contains(" --patch "), replay);
    Call again = Call.of("pincer" + replay.substring(replay.indexOf(" replay ")));
    assertEquals(0, again.exit(), again.err());
    assertEquals(race(call.out()), again.out().substring(0, again.out().indexOf("        run:")));
  }

  @Test
  void everyVerbOfOneModelTakesThePatch() throws IOException {
    Path file = write("my.patch", patch("own.c", "own.c"));
    for (String verb : List.of("list", "barriers --memory tso", "replay --schedule -")) {
      Call call = Call.of("pincer " + verb + " " + racy + " --patch " + file);
      assertEquals(0, call.exit(), verb + call.err());
      assertFalse(call.out().contains("old"), call.out());
    }
    String sample = "pincer sample " + racy + " --seed 1";
    assertEquals(1, Call.of(sample).exit());
    assertEquals(3, Call.of(sample + " --patch " + file).exit());
  }

  @Test
  void patchesApplyInTheirOrder() throws IOException {
    Path first = write("first.patch", patch("own.c", "own.c"));
    Path second =
        write(
            "second.patch",
            """
            --- own.c
            +++ own.c
            @@ -7,3 +7,4 @@
             {
             	rmw(relaxed) { count++; }
            +	rmw(relaxed) { count++; }
             }
            """);
    String check = "pincer check " + racy + " --patch " + first + " --patch " + second;
    Call call = Call.of(check);
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("+ second   BROKEN"), call.out());
    Call turned = Call.of("pincer check " + racy + " --patch " + second + " --patch " + first);
    assertEquals(2, turned.exit());
    assertTrue(turned.err().contains("hunk 1 does not apply to `" + racy + "` of the model"));
    Call twice = Call.of("pincer check " + racy + " --patch " + first + " --patch " + first);
    assertTrue(twice.err().contains("the patch is in the model with `first` already"), twice.err());
  }

  @Test
  void aPatchMayBringAProperty() throws IOException {
    Path file =
        write(
            "my.patch",
            """
            --- own.c
            +++ own.c
            @@ -10,6 +10,11 @@
             	store(&count, old + 1, relaxed);
             }

            +invariant count_is_small(void)
            +{
            +	return count <= 2;
            +}
            +
             finally both_counted(void)
             {
             	return count == 2;
            """);
    Call call = Call.of("pincer check " + racy + " --patch " + file + " --property count_is_small");
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("+ my       holds"), call.out());
  }

  // ---- Models of several files -----------------------------------------------------------------

  @Test
  void aPatchMayMoveCodeIntoANewHeader() throws IOException {
    Call call =
        check(
            racy,
            """
            diff --git a/models/own.c b/models/own.c
            --- a/models/own.c
            +++ b/models/own.c
            @@ -1,13 +1,12 @@
             /* Two threads count. */
             #include <pincer.h>
            +#include "add.h"

             static int count;

             threads(counts, 2)
             {
            -	int old = load(&count, relaxed);
            -
            -	store(&count, old + 1, relaxed);
            +	add_one(&count);
             }

             finally both_counted(void)
            diff --git a/models/add.h b/models/add.h
            new file mode 100644
            --- /dev/null
            +++ b/models/add.h
            @@ -0,0 +1,4 @@
            +static void add_one(int *count)
            +{
            +	rmw(relaxed) { (*count)++; }
            +}
            """);
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("1 verdict changed: 1 mended"), call.out());
  }

  /** A commit of a repository changes more than one model, and what is no model. */
  @Test
  void whatIsNoPartOfTheModelIsNamed() throws IOException {
    write("repo/README.md", "Models.\n");
    write("repo/models/other.c", "int x;\n");
    String readme = "--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-Models.\n+My models.\n";
    String other = "--- a/models/other.c\n+++ b/models/other.c\n@@ -1 +1 @@\n-int x;\n+int y;\n";
    String mend = patch("a/models/own.c", "b/models/own.c");
    Call call = check(racy, readme + other + mend);
    assertEquals(0, call.exit(), call.err());
    Path repo = folder.resolve("repo");
    assertTrue(
        call.out()
            .startsWith(
                "note: "
                    + repo.resolve("README.md")
                    + ", "
                    + repo.resolve("models/other.c")
                    + ": no part of the model\n"),
        call.out());
    Call none = check(racy, readme + other);
    assertEquals(2, none.exit());
    assertTrue(none.err().contains("there is no file `README.md` in the model"), none.err());
    Call stale = check(racy, readme.replace("-Models.", "-Model.") + mend);
    assertEquals(2, stale.exit());
    assertTrue(stale.err().contains("hunk 1 does not apply to `"), stale.err());
    Call typo = check(racy, readme.replace("README", "REDME") + mend);
    assertEquals(2, typo.exit());
    assertTrue(typo.err().contains("there is no file `REDME.md` in the model"), typo.err());
  }

  @Test
  void aPatchMayIncludeAHeaderAndChangeIt() throws IOException {
    write("repo/models/step.h", "#define STEP 2\n");
    Call call =
        check(
            racy,
            """
            --- a/models/own.c
            +++ b/models/own.c
            @@ -1,11 +1,10 @@
             /* Two threads count. */
             #include <pincer.h>
            +#include "step.h"

             static int count;

             threads(counts, 2)
             {
            -	int old = load(&count, relaxed);
            -
            -	store(&count, old + 1, relaxed);
            +	rmw(relaxed) { count += STEP; }
             }
            --- a/models/step.h
            +++ b/models/step.h
            @@ -1 +1 @@
            -#define STEP 2
            +#define STEP 1
            """);
    assertEquals(0, call.exit(), call.err());
    assertFalse(call.out().contains("note:"), call.out());
    assertTrue(call.out().contains("1 verdict changed: 1 mended"), call.out());
  }

  /** Quotes look beside the model first, as with a folder that `pincer source` wrote. */
  @Test
  void aCopyOfTheSmallLinuxThatTheModelIncludesIsWhatThePatchChanges() throws IOException {
    String models = " --models src/test/golden/cli/models";
    Path copy = folder.resolve("copy");
    assertEquals(0, Call.of("pincer source " + copy + models).exit());
    String faults = Files.readString(Path.of("src/test/golden/cli/own/faults.c"));
    Path model = write("copy/faults.c", faults.replace("<mm/counter.c>", "\"mm/counter.c\""));
    String patch = " --patch src/test/golden/cli/own/elsewhere.patch";
    Call call = Call.of("pincer check " + model + patch + models);
    assertEquals(1, call.exit(), call.err());
    assertTrue(call.out().contains("1 verdict changed: 1 broken"), call.out());
  }

  @Test
  void onePatchIsJudgedOnSeveralModels() throws IOException {
    Path other = write("repo/models/other.c", RACY);
    String mend = patch("a/models/own.c", "b/models/own.c");
    Path file = write("my.patch", mend + mend.replace("own.c", "other.c"));
    Call call = Call.of("pincer check " + racy + " " + other + " --patch " + file);
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("2 verdicts changed: 2 mended"), call.out());
  }

  @Test
  void aHeaderThatAPatchRemovesIsGoneThoughItIsOnTheDisk() throws IOException {
    write("repo/models/own.h", "static int other;\n");
    Files.writeString(
        racy, RACY.replace("static int count", "#include \"own.h\"\nstatic int count"));
    String removal = "--- a/own.h\n+++ /dev/null\n@@ -1 +0,0 @@\n-static int other;\n";
    Call call = check(racy, removal);
    assertEquals(2, call.exit());
    assertTrue(call.err().startsWith(racy + ":4:10: error[E0114]"), call.err());
  }

  @Test
  void aNewFileForTheSmallLinuxIsRefusedWhereThatIsNoPart() throws IOException {
    Call call = check(racy, "--- /dev/null\n+++ b/mm/new.c\n@@ -0,0 +1 @@\n+int x;\n");
    assertEquals(2, call.exit());
    assertTrue(
        call.err().contains("error[E0627]: `mm/new.c` lies outside of the model"), call.err());
  }

  @Test
  void aPatchMayMakeAModelUseTheSmallLinux() throws IOException {
    String patch =
        """
        --- own.c
        +++ own.c
        @@ -1,16 +1,15 @@
         /* Two threads count. */
         #include <pincer.h>
        +#include <linux/atomic.h>

        -static int count;
        +static atomic_t count;

         threads(counts, 2)
         {
        -	int old = load(&count, relaxed);
        -
        -	store(&count, old + 1, relaxed);
        +	atomic_inc(&count);
         }

         finally both_counted(void)
         {
        -	return count == 2;
        +	return count.counter == 2;
         }
        """;
    Call call = check(racy, patch);
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("1 verdict changed: 1 mended"), call.out());
  }

  // ---- From Java, and again --------------------------------------------------------------------

  @Test
  void aModelOfOnesOwnTakesAPatchInJava() throws IOException {
    Model model = Model.load(racy).with(write("my.patch", patch("own.c", "own.c")));
    assertFalse(model.usesLinux());
    assertEquals(Verdict.HOLDS, verdict(model.check()));
    assertEquals(Verdict.BROKEN, verdict(Model.load(racy).check()));
  }

  private static Verdict verdict(Result result) {
    return result.search().findings().stream()
        .filter(finding -> finding.property().equals("both_counted"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void aSavedRunOfAPatchedModelIsRunAgainWithThePatch() throws IOException {
    assumeTrue(has("diff"));
    String diff = run(".", "diff", "-u", mended.toString(), racy.toString());
    Path file = write("my.patch", diff.replace("repo/", "mended/"));
    Call sample =
        Call.of(
            List.of(
                "pincer",
                "sample",
                mended.toString(),
                "--patch",
                file.toString(),
                "--seed",
                "1",
                "--save",
                "--name",
                "lost",
                "--why",
                "both look first"));
    assertEquals(1, sample.exit(), sample.err());
    Call again = Call.of("pincer check " + mended);
    assertEquals(0, again.exit(), again.err());
    assertTrue(again.out().contains("lost at + my breaks both_counted"), again.out());
    Files.writeString(file, patch("own.c", "own.c"));
    Call stale = Call.of("pincer check " + mended);
    assertEquals(2, stale.exit());
    assertTrue(stale.err().contains("error[E0672]"), stale.err());
    assertTrue(stale.err().contains("no longer applies to the model"), stale.err());
  }
}
