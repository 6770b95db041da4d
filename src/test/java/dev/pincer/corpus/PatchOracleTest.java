// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.base.Joiner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Patches are read and applied as git, GNU patch and java-diff-utils write and apply them, on
 * generated trees. Where git or patch is not installed, its properties say nothing.
 */
class PatchOracleTest {
  private static @Nullable Path folder;
  private static @Nullable Git git;
  private static boolean hasPatch;

  @BeforeContainer
  static void makeRepository() throws IOException {
    hasPatch = Git.has("patch");
    if (Git.has("git")) {
      folder = Files.createTempDirectory("pincer-oracle");
      git = new Git(Files.createDirectory(folder.resolve("tree")));
    }
  }

  @AfterContainer
  static void removeRepository() throws IOException {
    if (folder != null) {
      Git.delete(folder);
    }
  }

  /** A tree, and what became of it. */
  record Change(Map<String, String> before, Map<String, String> after) {}

  /** One line of a file: kept, but for two kinds. */
  private record Edit(int kind, String line) {
    static final int REMOVE = 4;
    static final int ADD = 5;
  }

  // ---- Properties ----------------------------------------------------------------------------

  @Property(tries = 60, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void whatGitWritesMakesTheNewTree(
      @ForAll("changes") Change change,
      @ForAll @IntRange(min = 0, max = 3) int context,
      @ForAll boolean prefixes)
      throws IOException {
    Assume.that(git != null && !change.before().equals(change.after()));
    List<String> options = new ArrayList<>(List.of("-M", "-U" + context));
    if (!prefixes) {
      options.add("--no-prefix");
    }
    Patch patch = Trees.patch(git().diff(change.before(), change.after(), options));
    assertEquals(change.after(), Trees.apply(patch, change.before(), Tolerance.EXACT));
  }

  @Property(tries = 60, seed = "2", edgeCases = EdgeCasesMode.NONE)
  void theReverseOfAPatchUndoesIt(@ForAll("changes") Change change) throws IOException {
    Assume.that(git != null && !change.before().equals(change.after()));
    Patch patch = Trees.patch(git().diff(change.before(), change.after(), List.of("-M")));
    assertEquals(change.before(), Trees.apply(patch.reverse(), change.after(), Tolerance.EXACT));
    assertEquals(
        change.after(), Trees.apply(patch.reverse().reverse(), change.before(), Tolerance.EXACT));
  }

  @Property(tries = 60, seed = "3", edgeCases = EdgeCasesMode.NONE)
  void onATreeThatHasMovedItDoesWhatGitApplyDoes(
      @ForAll("uniqueChanges") Change change, @ForAll("insertions") List<Integer> insertions)
      throws IOException {
    Assume.that(git != null && !change.before().equals(change.after()));
    String diff = git().diff(change.before(), change.after(), List.of());
    Map<String, String> moved = insert(change.before(), insertions);
    git().write(moved);
    boolean applied = git().run(List.of("git", "apply", "-"), diff).exit() == 0;
    Patched ours = Trees.patched(Trees.patch(diff), moved, Tolerance.OFFSET);
    if (applied) {
      assertEquals(git().read(), ours == null ? null : Trees.texts(ours.tree()));
    } else {
      // git refuses what has no context, we say that it has none.
      assertTrue(ours == null || ours.notes().toString().contains("without any context"));
    }
  }

  @Property(tries = 60, seed = "4", edgeCases = EdgeCasesMode.NONE)
  void withFuzzItDoesWhatGnuPatchDoes(
      @ForAll("uniqueChanges") Change change,
      @ForAll("insertions") List<Integer> changed,
      @ForAll @IntRange(min = 1, max = 2) int fuzz)
      throws IOException {
    Assume.that(git != null && hasPatch && !change.before().equals(change.after()));
    // GNU patch has its own way with empty files.
    Assume.that(!change.before().containsValue("") && !change.after().containsValue(""));
    String diff = git().diff(change.before(), change.after(), List.of("--no-renames"));
    Map<String, String> moved = spoil(change.before(), changed);
    Map<String, String> ours = Trees.apply(Trees.patch(diff), moved, Tolerance.fuzz(fuzz));
    git().write(moved);
    List<String> command =
        List.of("patch", "-p1", "-s", "-f", "-E", "--fuzz=" + fuzz, "--no-backup-if-mismatch");
    if (git().run(command, diff).exit() == 0 && ours != null) {
      assertEquals(git().read(), ours);
    }
  }

  @Property(tries = 300, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void whatJavaDiffUtilsWritesMakesTheNewTree(
      @ForAll("files") Change change, @ForAll @IntRange(min = 0, max = 3) int context) {
    List<String> before = bareLines(change.before());
    List<String> after = bareLines(change.after());
    Assume.that(!before.equals(after));
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/mm/x.c", "b/mm/x.c", before, DiffUtils.diff(before, after), context);
    Patch patch = Trees.patch(Joiner.on('\n').join(diff) + "\n");
    assertEquals(
        Map.of("mm/x.c", joined(after)),
        Trees.apply(patch, Map.of("mm/x.c", joined(before)), Tolerance.EXACT));
  }

  // ---- Trees ---------------------------------------------------------------------------------

  /** Lines that look like parts of a diff, and few others, so that many are equal. */
  private static final List<String> LINES =
      List.of("", "a", "\tb;", "}", "- c", "-- d", "++ d", "+ e", "@@ -1 +1 @@", "\\ f", "-- ");

  @Provide
  Arbitrary<Change> changes() {
    return trees(Arbitraries.of(LINES), 3);
  }

  @Provide
  Arbitrary<Change> files() {
    return trees(Arbitraries.of(LINES), 1);
  }

  /** No two lines of a tree are equal, so that there is at most one place for a hunk. */
  @Provide
  Arbitrary<Change> uniqueChanges() {
    return trees(Arbitraries.just("unique"), 2);
  }

  @Provide
  Arbitrary<List<Integer>> insertions() {
    return Arbitraries.integers().between(0, 40).list().ofMinSize(1).ofMaxSize(3);
  }

  private static Arbitrary<Change> trees(Arbitrary<String> lines, int files) {
    Arbitrary<Edit> edit =
        Combinators.combine(Arbitraries.integers().between(0, 5), lines).as(Edit::new);
    Arbitrary<Integer> existence = Arbitraries.integers().between(0, 9);
    Arbitrary<Boolean> ended = Arbitraries.of(true, true, true, false);
    Arbitrary<Boolean> crlf = Arbitraries.of(false, false, true);
    var file = Combinators.combine(edit.list().ofMaxSize(30), existence, ended, crlf).as(Tuple::of);
    return file.list()
        .ofSize(files)
        .map(
            contents -> {
              Map<String, String> before = new TreeMap<>();
              Map<String, String> after = new TreeMap<>();
              for (int i = 0; i < contents.size(); i++) {
                var content = contents.get(i);
                String end = content.get4() ? "\r\n" : "\n";
                List<String> olds = new ArrayList<>();
                List<String> news = new ArrayList<>();
                int number = 0;
                for (Edit each : content.get1()) {
                  String line = each.line().equals("unique") ? i + "." + number++ : each.line();
                  if (each.kind() != Edit.ADD) {
                    olds.add(line);
                  }
                  if (each.kind() != Edit.REMOVE) {
                    news.add(line);
                  }
                }
                String path = "mm/" + (char) ('x' + i) + ".c";
                // One file in ten is new, one in ten goes.
                if (files == 1 || content.get2() != 0) {
                  before.put(path, text(olds, end, true));
                }
                if (files == 1 || content.get2() != 1) {
                  after.put(path, text(news, end, files == 1 || content.get3()));
                }
              }
              return new Change(before, after);
            });
  }

  private static String text(List<String> lines, String end, boolean ended) {
    String text = Joiner.on(end).join(lines);
    return lines.isEmpty() || !ended ? text : text + end;
  }

  private static String joined(List<String> lines) {
    return text(lines, "\n", true);
  }

  private static List<String> bareLines(Map<String, String> tree) {
    String text = tree.getOrDefault("mm/x.c", "");
    return Lines.of(text).stream().map(Lines::bare).toList();
  }

  /** Inserts a line at each of {@code places} of each file, as far as the file goes. */
  private static Map<String, String> insert(Map<String, String> tree, List<Integer> places) {
    Map<String, String> moved = new TreeMap<>();
    tree.forEach(
        (path, text) -> {
          List<String> lines = new ArrayList<>(Lines.of(text));
          String end = text.contains("\r\n") ? "\r\n" : "\n";
          for (int place : places) {
            lines.add(Math.min(place, lines.size()), "inserted " + place + end);
          }
          moved.put(path, Joiner.on("").join(lines));
        });
    return moved;
  }

  /** Changes the line at each of {@code places} of each file. */
  private static Map<String, String> spoil(Map<String, String> tree, List<Integer> places) {
    Map<String, String> spoilt = new TreeMap<>();
    tree.forEach(
        (path, text) -> {
          List<String> lines = new ArrayList<>(Lines.of(text));
          for (int place : places) {
            if (place < lines.size()) {
              lines.set(place, "spoilt " + place + "\n");
            }
          }
          spoilt.put(path, Joiner.on("").join(lines));
        });
    return spoilt;
  }

  private static Git git() {
    if (git == null) {
      throw new AssertionError("no git");
    }
    return git;
  }
}
