// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
  private static final String HUNK = "@@ -1,2 +1,2 @@\n one\n-two\n+three\n";

  // ---- Headers -------------------------------------------------------------------------------

  @Test
  void aMailIsReadWithItsFieldsAndReason() {
    Patch patch =
        Trees.patch(
            """
            From 57efa1fe5957694fa541c9062de0a127f0b9acb0 Mon Sep 17 00:00:00 2001
            From: Somebody <somebody@example.org>
            Date: Mon, 14 Dec 2020 19:05:44 -0800
            Subject: [RFC PATCH v2 1/2] mm/gup: prevent gup_fast from racing with COW
             during fork
            Origin: commit 57efa1fe5957 ("mm/gup: prevent
             gup_fast from racing"), v5.11
            Short: write_protect_seq

            Note: fork shares a page that was pinned
            a moment before.

            Signed-off-by: Somebody <somebody@example.org>
            ---
             mm/gup.c | 2 +-
             1 file changed, 1 insertion(+), 1 deletion(-)

            --- a/x.c
            +++ b/x.c
            """
                + HUNK
                + "-- \n2.39.5\n\n");
    assertEquals("mm/gup: prevent gup_fast from racing with COW during fork", patch.subject());
    assertEquals(
        "commit 57efa1fe5957 (\"mm/gup: prevent gup_fast from racing\"), v5.11", patch.origin());
    assertEquals("write_protect_seq", patch.label());
    assertEquals("Note: fork shares a page that was pinned\na moment before.", patch.reason());
    assertEquals("my", patch.name());
    assertEquals(List.of("x.c"), List.copyOf(patch.paths()));
  }

  @Test
  void aBareDiffIsCalledByItsFile() {
    Patch patch = Trees.patch("--- a/x.c\n+++ b/x.c\n" + HUNK);
    assertEquals("", patch.subject());
    assertEquals("", patch.reason());
    assertEquals("my", patch.label());
  }

  @ParameterizedTest
  @CsvSource({
    "patches/0003-x.patch, 0003-x",
    "x.diff, x",
    "/dev/fd/63, 63",
    ".patch, .patch",
    "a.b/c, c"
  })
  void theNameIsThatOfTheFile(String path, String name) {
    assertEquals(name, PatchParser.nameOf(path));
  }

  // ---- Paths ---------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "a/mm/x.c, b/mm/x.c",
    "mm/x.c, mm/x.c",
    "i/mm/x.c, w/mm/x.c",
    "a/models/linux/mm/x.c, b/models/linux/mm/x.c",
    "models/linux/mm/x.c, models/linux/mm/x.c",
    "a/linux/mm/x.c, b/linux/mm/x.c",
    "mm/x.c.orig, mm/x.c",
    "a/mm/x.c\t2020-12-14 19:05:44.000000000 +0000, b/mm/x.c\t2020-12-14 19:05:45"
  })
  void pathsStartAtTheTopOfTheSmallLinux(String before, String after) {
    Patch patch = Trees.patch("--- " + before + "\n+++ " + after + "\n" + HUNK);
    assertEquals(List.of("mm/x.c"), List.copyOf(patch.paths()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.c", "a/../x.c", "/x.c", "mm//x.c", "./x.c", "a/", "models/scenarios/x.c"})
  void noPathLeadsOutOfTheSmallLinux(String path) {
    Patch patch = Trees.patch("--- " + path + "\n+++ " + path + "\n" + HUNK);
    Diagnostics diagnostics = new Diagnostics();
    SourceTree tree = Trees.tree(Map.of("x.c", "one\ntwo\n", "mm/x.c", "one\ntwo\n"));
    assertNull(
        PatchApplier.apply(
            patch,
            tree,
            new PatchApplier.Where("the tree", ""),
            Tolerance.OFFSET,
            diagnostics,
            () -> null));
    assertEquals(
        List.of(ErrorCode.PATH_OUTSIDE), diagnostics.sorted().stream().map(d -> d.code()).toList());
  }

  /** As {@code patch} does: {@code diff -u mm/x.c mm/x-new.c} is made by who keeps the old file. */
  @Test
  void ofTwoNamesTheOneThatIsThereCounts() {
    String diff = "--- x.c\n+++ x-new.c\n" + HUNK;
    String text = "one\ntwo\n";
    assertEquals(Map.of("x.c", "one\nthree\n"), apply(diff, Map.of("x.c", text)));
    assertEquals(Map.of("x-new.c", "one\nthree\n"), apply(diff, Map.of("x-new.c", text)));
    assertEquals(
        Map.of("x.c", text, "x-new.c", "one\nthree\n"),
        apply(diff, Map.of("x.c", text, "x-new.c", text)));
    assertNull(apply(diff, Map.of("y.c", text)));
  }

  // ---- Kinds of files ------------------------------------------------------------------------

  @Test
  void severalPatchesInOneFileApplyOneAfterTheOther() {
    String both =
        """
        Subject: a
        ---
        --- a/x.c
        +++ b/x.c
        @@ -1,2 +1,2 @@
         one
        -two
        +three
        --\s
        2.39.5

        From 0 Mon Sep 17
        Subject: b
        ---
         x.c | 2 +-

        --- a/x.c
        +++ b/x.c
        @@ -1,2 +1,3 @@
         one
         three
        +four
        --\s
        2.39.5
        """;
    assertEquals(Map.of("x.c", "one\nthree\nfour\n"), apply(both, Map.of("x.c", "one\ntwo\n")));
  }

  @Test
  void anEmptyFileIsAddedAndRemoved() {
    String add = "diff --git a/x.c b/x.c\nnew file mode 100644\nindex 0000000..e69de29\n";
    assertEquals(Map.of("x.c", ""), apply(add, Map.of()));
    String remove = "diff --git a/x.c b/x.c\ndeleted file mode 100644\nindex e69de29..0000000\n";
    assertEquals(Map.of(), apply(remove, Map.of("x.c", "")));
    assertNull(apply(remove, Map.of("x.c", "one\n")));
  }

  @Test
  void aNewModeChangesNothing() {
    String mode = "diff --git a/x.c b/x.c\nold mode 100644\nnew mode 100755\n";
    assertEquals(Map.of("x.c", "one\n"), apply(mode, Map.of("x.c", "one\n")));
    assertNull(apply(mode, Map.of()));
  }

  @Test
  void aRenamedFileMayChange() {
    String rename =
        "diff --git a/x.c b/y.c\nsimilarity index 50%\nrename from x.c\nrename to y.c\n"
            + "--- a/x.c\n+++ b/y.c\n"
            + HUNK;
    assertEquals(Map.of("y.c", "one\nthree\n"), apply(rename, Map.of("x.c", "one\ntwo\n")));
  }

  @Test
  void oldDiffsCreateFilesWithoutSayingSo() {
    String create = "--- x.c.orig\t1970-01-01\n+++ x.c\t2020-01-01\n@@ -0,0 +1 @@\n+one\n";
    assertEquals(Map.of("x.c", "one\n"), apply(create, Map.of()));
  }

  // ---- Line ends -----------------------------------------------------------------------------

  @Test
  void theNewlineAtTheEndComesAndGoes() {
    String end = "\\ No newline at end of file\n";
    String goes = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-one\n+one\n" + end;
    assertEquals(Map.of("x.c", "one"), apply(goes, Map.of("x.c", "one\n")));
    assertNull(apply(goes, Map.of("x.c", "one")));
    String comes = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-one\n" + end + "+one\n";
    assertEquals(Map.of("x.c", "one\n"), apply(comes, Map.of("x.c", "one")));
    String neither = "--- a/x.c\n+++ b/x.c\n@@ -1 +1,2 @@\n+zero\n one\n" + end;
    assertEquals(Map.of("x.c", "zero\none"), apply(neither, Map.of("x.c", "one")));
  }

  @Test
  void aPatchThatLostItsLastNewlineIsTheSame() {
    String diff = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-one\n+zero\n two";
    assertEquals(Map.of("x.c", "zero\ntwo\n"), apply(diff, Map.of("x.c", "one\ntwo\n")));
  }

  @Test
  void linesAreNotJoinedByAMissingNewline() {
    String diff = "--- a/x.c\n+++ b/x.c\n@@ -0,0 +1 @@\n+zero\n\\ No newline at end of file\n";
    assertNull(apply(diff, Map.of("x.c", "one\n")));
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void theFileKeepsItsLineEnds(boolean patchHasReturns, boolean fileHasReturns) {
    String diff = "Subject: a\n\nWhy.\n--- a/x.c\n+++ b/x.c\n" + HUNK;
    String before = "one\ntwo\nfour\n";
    String after = "one\nthree\nfour\n";
    Patched patched =
        Trees.patched(
            Trees.patch(
                returns(
                    diff.replace("+three\n", "+three\n four\n").replace("1,2", "1,3"),
                    patchHasReturns)),
            Map.of("x.c", returns(before, fileHasReturns)),
            Tolerance.OFFSET);
    assertEquals(
        Map.of("x.c", returns(after, fileHasReturns)),
        patched == null ? null : Trees.texts(patched.tree()));
    assertEquals(
        patchHasReturns == fileHasReturns
            ? ImmutableList.of()
            : ImmutableList.of("hunk 1 of x.c applied, line ends differ"),
        patched == null ? null : patched.notes());
  }

  private static String returns(String text, boolean returns) {
    return returns ? text.replace("\n", "\r\n") : text;
  }

  @Test
  void anEmptyLineOfContextMayHaveLostItsBlank() {
    String diff = "--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,3 @@\n one\n\n-two\n+three\n";
    assertEquals(Map.of("x.c", "one\n\nthree\n"), apply(diff, Map.of("x.c", "one\n\ntwo\n")));
  }

  // ---- Places --------------------------------------------------------------------------------

  @Test
  void theNearestPlaceCountsAndForwardBeforeBackward() {
    String diff = "--- a/x.c\n+++ b/x.c\n@@ -3,3 +3,3 @@\n a\n-b\n+c\n d\n";
    String abd = "a\nb\nd\n";
    String acd = "a\nc\nd\n";
    assertEquals(Map.of("x.c", abd + "1\n" + acd), apply(diff, Map.of("x.c", abd + "1\n" + abd)));
    assertEquals(
        Map.of("x.c", acd + "1\n2\n3\n" + abd),
        apply(diff, Map.of("x.c", abd + "1\n2\n3\n" + abd)));
  }

  @Test
  void whatAHunkMovedIsAddedToTheNext() {
    // Both places of the second hunk are one line from where it says; the first hunk has moved
    // down.
    String diff =
        "--- a/x.c\n+++ b/x.c\n@@ -2,3 +2,3 @@\n p\n-q\n+r\n s\n@@ -7,3 +7,3 @@\n a\n-b\n+c\n d\n";
    assertEquals(
        Map.of("x.c", "0\n0\np\nr\ns\na\nb\nd\na\nc\nd\n"),
        apply(diff, Map.of("x.c", "0\n0\np\nq\ns\na\nb\nd\na\nb\nd\n")));
  }

  @Test
  void allOrNothing() {
    String diff = "--- a/x.c\n+++ b/x.c\n" + HUNK + "--- a/y.c\n+++ b/y.c\n" + HUNK;
    assertNull(apply(diff, Map.of("x.c", "one\ntwo\n", "y.c", "none\n")));
  }

  private static @Nullable Map<String, String> apply(String diff, Map<String, String> texts) {
    return Trees.apply(Trees.patch(diff), texts, Tolerance.OFFSET);
  }
}
